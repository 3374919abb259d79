package io.kerb.server.http;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import java.net.URI;

/** The way from the bare address to the console. */
@Controller
@Secured(SecurityRule.IS_ANONYMOUS)
public class HomeController {
  @Get
  public HttpResponse<?> home() {
    return HttpResponse.seeOther(URI.create("/console/index.html"));
  }

  @Get("/console")
  public HttpResponse<?> console() {
    return home();
  }
}
