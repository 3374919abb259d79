package io.kerb.dispatch.api;

import io.kerb.dispatch.api.OfferId.Claims;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signs and verifies offers with a secret that all instances share (HMAC-SHA256, RFC 2104). */
public final class OfferSigner {
  private static final String ALGORITHM = "HmacSHA256";
  private static final int SECRET_BYTES_MIN = 32;

  private final SecretKeySpec key;

  /**
   * @param secret at least 32 bytes
   */
  public OfferSigner(byte[] secret) {
    if (secret.length < SECRET_BYTES_MIN) {
      throw new IllegalArgumentException(
          "the offer secret needs at least 32 bytes, but has " + secret.length);
    }
    this.key = new SecretKeySpec(secret, ALGORITHM);
  }

  public OfferId sign(Claims claims) {
    byte[] body = claims.encode();
    byte[] signed = Arrays.copyOf(body, OfferId.CLAIM_BYTES + OfferId.MAC_BYTES);
    System.arraycopy(mac(body), 0, signed, OfferId.CLAIM_BYTES, OfferId.MAC_BYTES);
    return OfferId.of(signed);
  }

  /** What the offer says, or empty if it was not signed by us. */
  public Optional<Claims> verify(OfferId offer) {
    byte[] signed;
    try {
      signed = Base64.getUrlDecoder().decode(offer.text());
    } catch (IllegalArgumentException notBase64) {
      return Optional.empty();
    }
    if (signed.length != OfferId.CLAIM_BYTES + OfferId.MAC_BYTES) {
      return Optional.empty();
    }
    byte[] body = Arrays.copyOf(signed, OfferId.CLAIM_BYTES);
    byte[] given = Arrays.copyOfRange(signed, OfferId.CLAIM_BYTES, signed.length);
    byte[] expected = Arrays.copyOf(mac(body), OfferId.MAC_BYTES);
    return MessageDigest.isEqual(given, expected)
        ? Optional.of(Claims.decode(ByteBuffer.wrap(body)))
        : Optional.empty();
  }

  private byte[] mac(byte[] body) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      return mac.doFinal(body);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has " + ALGORITHM, e);
    }
  }
}
