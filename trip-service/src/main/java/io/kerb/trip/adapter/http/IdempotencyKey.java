package io.kerb.trip.adapter.http;

import io.kerb.runtime.http.Problem;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/** The header by which a client marks a repeat (draft-ietf-httpapi-idempotency-key-header). */
final class IdempotencyKey {
  private static final Pattern KEY = Pattern.compile("[\\x21-\\x7e]{1,128}");

  private IdempotencyKey() {}

  /**
   * @throws io.kerb.runtime.http.ProblemException 400 if it is missing or no key
   */
  static String check(String key) {
    if (key == null || key.isBlank()) {
      throw Problem.badRequest(
              "idempotency_key_required",
              "Send a header Idempotency-Key with a value of your own for each new trip, such as a"
                  + " UUID, and the same one when you repeat the request.")
          .exception();
    }
    if (!KEY.matcher(key).matches()) {
      throw Problem.badRequest(
              "invalid_idempotency_key",
              "Idempotency-Key must be 1 to 128 visible ASCII characters; maybe a UUID.")
          .exception();
    }
    return key;
  }

  static String digest(String payload) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(payload.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
