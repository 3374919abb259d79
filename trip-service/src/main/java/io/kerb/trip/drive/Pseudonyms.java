package io.kerb.trip.drive;

import io.kerb.location.api.DriverId;
import java.nio.ByteBuffer;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Names for drivers that say who drove the same car, but not who it was: an HMAC of the id under a
 * salt that is thrown away with this object. Without the salt, a list of all ids finds nobody.
 */
public final class Pseudonyms {
  private static final String ALGORITHM = "HmacSHA256";
  private static final String LETTERS = "abcdefghijklmnopqrstuvwxyz";

  /** 26^10 names: among 100,000 drivers, two share one in 1 of 28,000 files. */
  private static final int LENGTH = 10;

  private final Mac mac;

  /**
   * @param salt random, at least 16 bytes
   */
  public Pseudonyms(byte[] salt) {
    if (salt.length < 16) {
      throw new IllegalArgumentException("a salt needs at least 16 bytes, but had " + salt.length);
    }
    try {
      mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(salt, ALGORITHM));
    } catch (NoSuchAlgorithmException | InvalidKeyException e) {
      throw new IllegalStateException("every Java has " + ALGORITHM, e);
    }
  }

  public String of(DriverId driver) {
    byte[] digest = mac.doFinal(ByteBuffer.allocate(Long.BYTES).putLong(driver.value()).array());
    long number = ByteBuffer.wrap(digest).getLong();
    StringBuilder name = new StringBuilder(LENGTH);
    for (int i = 0; i < LENGTH; i++) {
      name.append(LETTERS.charAt((int) Long.remainderUnsigned(number, LETTERS.length())));
      number = Long.divideUnsigned(number, LETTERS.length());
    }
    return name.toString();
  }
}
