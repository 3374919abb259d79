package io.kerb.pricing.adapter;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signs what is stored of a quote, byte for byte, with the installation's secret (HMAC-SHA256, RFC
 * 2104): whoever can write to the store cannot make a price with it. The text is signed as it
 * stands, so no later version has to write it the same way again.
 */
public final class QuoteSigner {
  private static final String ALGORITHM = "HmacSHA256";
  private static final int SECRET_BYTES_MIN = 32;

  /** Keeps a quote's signature from being taken for another thing's of the same secret. */
  private static final byte[] PURPOSE = "kerb quote 1\n".getBytes(StandardCharsets.UTF_8);

  private final SecretKeySpec key;

  /**
   * @param secret at least 32 bytes
   */
  public QuoteSigner(byte[] secret) {
    if (secret.length < SECRET_BYTES_MIN) {
      throw new IllegalArgumentException(
          "the quote secret needs at least 32 bytes, but has " + secret.length);
    }
    this.key = new SecretKeySpec(secret, ALGORITHM);
  }

  public byte[] sign(String text) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      mac.update(PURPOSE);
      return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has " + ALGORITHM, e);
    }
  }

  public boolean isOurs(String text, byte[] signature) {
    return MessageDigest.isEqual(sign(text), signature);
  }
}
