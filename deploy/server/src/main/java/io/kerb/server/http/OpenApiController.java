package io.kerb.server.http;

import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import java.io.IOException;
import java.util.List;

/** The API's description, for client generators and for people. */
@Controller("/openapi.yml")
@Secured(SecurityRule.IS_ANONYMOUS)
public class OpenApiController {
  private static final List<String> MODULES =
      List.of(
          "kerb-server",
          "kerb-location-ingest",
          "kerb-trip-service",
          "kerb-dispatch",
          "kerb-pricing");

  private final String document;

  OpenApiController() throws IOException {
    this.document = OpenApiDocument.merged(OpenApiController.class.getClassLoader(), MODULES);
  }

  @Get
  @Produces("application/yaml")
  public String document() {
    return document;
  }
}
