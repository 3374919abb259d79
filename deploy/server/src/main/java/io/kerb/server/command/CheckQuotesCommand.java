package io.kerb.server.command;

import com.datastax.oss.driver.api.core.CqlSession;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.kerb.pricing.adapter.QuoteSigner;
import io.kerb.pricing.adapter.cassandra.QuoteReplay;
import io.kerb.runtime.cql.CqlSettings;
import io.micronaut.context.ApplicationContext;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Replays every kept quote; may run beside a running server. Exit code 0 if all come to the same
 * amount and are signed as stored, 1 if one differs.
 */
@Command(
    name = "quotes",
    description = "Replays every stored quote and compares amount and signature.",
    mixinStandardHelpOptions = true)
public final class CheckQuotesCommand implements Callable<Integer> {
  @Option(names = "--json", description = "one JSON object instead of lines")
  private boolean json;

  @Override
  public Integer call() throws Exception {
    try (ApplicationContext context = ApplicationContext.run()) {
      QuoteReplay.Report report =
          new QuoteReplay(
                  context.getBean(CqlSession.class),
                  context.getBean(CqlSettings.class),
                  context.getBean(QuoteSigner.class))
              .run();
      print(report, context.getBean(ObjectMapper.class));
      return report.differentCount() == 0 ? 0 : 1;
    }
  }

  private void print(QuoteReplay.Report report, ObjectMapper mapper) throws Exception {
    if (json) {
      System.out.println(mapper.writeValueAsString(report));
      return;
    }
    System.out.printf(
        "%d quotes replayed, %d different, %d from before quotes were signed%n",
        report.quotes(), report.differentCount(), report.unsigned());
    report.different().forEach(one -> System.out.printf("%s  %s%n", one.quoteId(), one.reason()));
  }
}
