package io.kerb.city.life;

import java.util.Map;

/** Where the city's events are told. */
@FunctionalInterface
public interface Chronicle {
  void tell(String event, Map<String, Object> fields);
}
