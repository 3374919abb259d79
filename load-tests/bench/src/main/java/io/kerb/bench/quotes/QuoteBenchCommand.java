package io.kerb.bench.quotes;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Times of {@code POST /v1/quotes} through HTTP, of an installation that is up. It rents drivers of
 * its own to stand in the streets, and sends them home at the end.
 */
@Command(
    name = "quotes",
    mixinStandardHelpOptions = true,
    description = "How long a price takes over HTTP, warm: of the running installation.")
public final class QuoteBenchCommand implements Callable<Integer> {
  @Option(
      names = "--url",
      defaultValue = "${env:KERB_URL:-http://127.0.0.1:8080}",
      description = "of the server; default: ${DEFAULT-VALUE}")
  URI url;

  @Option(
      names = "--operator-token",
      defaultValue = "${env:KERB_OPERATOR_TOKEN}",
      required = true,
      description = "as kerb token --role operator prints it; default: KERB_OPERATOR_TOKEN")
  String operatorToken;

  @Option(names = "--quotes", defaultValue = "3000", description = "of each kind; default: 3000")
  int quotes;

  @Option(names = "--warm-up", defaultValue = "2000", description = "before; default: 2000")
  int warmUp;

  @Option(names = "--threads", defaultValue = "4", description = "at once; default: 4")
  int threads;

  @Option(names = "--cars", defaultValue = "200", description = "idle; default: 200")
  int cars;

  @Option(names = "--seed", defaultValue = "1", description = "default: 1")
  long seed;

  @Option(names = "--json", description = "one object")
  boolean json;

  @Override
  public Integer call() throws Exception {
    Map<String, Object> report =
        QuoteBench.of(new RunningKerb(url, operatorToken)).run(cars, warmUp, quotes, threads, seed);
    System.out.println(json ? new ObjectMapper().writeValueAsString(report) : report);
    return 0;
  }
}
