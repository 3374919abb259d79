package io.kerb.city.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.kerb.city.life.Chronicle;
import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.Map;

/** An object a line, for scripts. */
public final class JsonLines implements Chronicle {
  private final ObjectMapper json = new ObjectMapper();
  private final PrintStream out;

  public JsonLines(PrintStream out) {
    this.out = out;
  }

  @Override
  public void tell(String event, Map<String, Object> fields) {
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("event", event);
    line.putAll(fields);
    try {
      out.println(json.writeValueAsString(line));
      out.flush();
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("cannot be written as JSON: " + line, e);
    }
  }
}
