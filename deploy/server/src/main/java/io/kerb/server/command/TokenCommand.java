package io.kerb.server.command;

import io.kerb.server.auth.Issuer;
import io.kerb.server.auth.KeyFiles;
import io.kerb.server.auth.TokenMint;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Prints a token signed with this installation's key. */
@Command(
    name = "token",
    description = "Prints a token for the REST API.",
    mixinStandardHelpOptions = true)
public final class TokenCommand implements Callable<Integer> {
  @Option(
      names = "--home",
      defaultValue = "${env:KERB_HOME:-.kerb}",
      description = "where the keys are (default: ${DEFAULT-VALUE})")
  private Path home;

  @Option(names = "--role", required = true, description = "rider, driver or operator")
  private String role;

  @Option(
      names = "--subject",
      defaultValue = "1",
      description = "the rider's or driver's id (default: ${DEFAULT-VALUE})")
  private String subject;

  @Option(
      names = "--ttl-s",
      defaultValue = "86400",
      description = "how long it is good for, in seconds (default: ${DEFAULT-VALUE})")
  private long ttlS;

  @Override
  public Integer call() {
    Issuer issuer = Issuer.of(System.getenv());
    TokenMint mint = new TokenMint(KeyFiles.at(home).signingKey(), issuer, Clock.systemUTC());
    System.out.println(mint.mint(role, subject, Duration.ofSeconds(ttlS)).text());
    return 0;
  }
}
