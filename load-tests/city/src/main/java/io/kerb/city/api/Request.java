package io.kerb.city.api;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * One call of the API.
 *
 * @param body becomes JSON; null for none
 * @param patience how long an unreachable or failing server is asked again
 */
public record Request(
    Identity who,
    String method,
    String path,
    Map<String, Object> body,
    Optional<String> idempotencyKey,
    Duration patience) {

  /** A phone gives up on a price soon: the user asks again. */
  public static final Duration SHORT = Duration.ofSeconds(20);

  /** What moves a trip is repeated through a server's restart; every such command is idempotent. */
  public static final Duration LONG = Duration.ofMinutes(4);

  public static Request get(Identity who, String path) {
    return new Request(who, "GET", path, null, Optional.empty(), SHORT);
  }

  public static Request post(Identity who, String path, Map<String, Object> body) {
    return new Request(who, "POST", path, body, Optional.empty(), SHORT);
  }

  public static Request put(Identity who, String path, Map<String, Object> body) {
    return new Request(who, "PUT", path, body, Optional.empty(), SHORT);
  }

  public Request withKey(String key) {
    return new Request(who, method, path, body, Optional.of(key), patience);
  }

  public Request patiently() {
    return new Request(who, method, path, body, idempotencyKey, LONG);
  }

  /** One try: what is worthless later is not repeated. */
  public Request once() {
    return new Request(who, method, path, body, idempotencyKey, Duration.ZERO);
  }
}
