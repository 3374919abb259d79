package io.kerb.city.report;

import io.kerb.city.life.Chronicle;
import java.io.PrintStream;
import java.util.Map;
import java.util.Set;

/** For people: the first trip, a line of counts every ten seconds, refusals as they come. */
public final class ProgressLines implements Chronicle {
  private static final Set<String> TOLD =
      Set.of("city_started", "progress", "refused", "riders_served", "summary");

  private final PrintStream out;
  private boolean firstTold;

  public ProgressLines(PrintStream out) {
    this.out = out;
  }

  @Override
  public void tell(String event, Map<String, Object> fields) {
    if (event.equals("trip_completed") && !firstTold) {
      firstTold = true;
      out.println("first trip completed after " + fields.get("elapsed_ms") + " ms");
    } else if (TOLD.contains(event)) {
      out.println(event.replace('_', ' ') + ": " + text(fields));
    }
    out.flush();
  }

  private static String text(Map<String, Object> fields) {
    StringBuilder text = new StringBuilder();
    fields.forEach(
        (name, value) -> {
          boolean nothing = value instanceof Number number && number.longValue() == 0;
          if (!nothing && !value.equals("")) {
            text.append(text.isEmpty() ? "" : ", ").append(name.replace('_', ' '));
            text.append(' ').append(value);
          }
        });
    return text.toString();
  }
}
