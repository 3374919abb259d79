package io.kerb.dispatch.api;

import io.kerb.location.api.DriverId;
import io.kerb.location.api.TripId;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;

/**
 * An offer's identity, which is the signed offer itself: any instance of trip-service can check an
 * accept without asking anybody.
 *
 * <p>Wire form: URL-safe base64 of 44 bytes of claims (trip 16, driver 8, trip version 8, expiry 8,
 * market's partition 4) and 16 bytes of HMAC-SHA256; made and verified by {@link OfferSigner}.
 */
public record OfferId(String text) {
  static final int CLAIM_BYTES = 44;
  static final int MAC_BYTES = 16;

  /**
   * @param tripVersion the trip's version that the offer is for; accepting it is a compare-and-set
   *     against this version
   * @param expiresAt when dispatch moves on; the accept itself is decided by compare-and-set, never
   *     by this clock
   * @param marketPartition of the market-keyed topics: where a decline has to go
   */
  public record Claims(
      TripId trip, DriverId driver, long tripVersion, Instant expiresAt, int marketPartition) {
    byte[] encode() {
      return ByteBuffer.allocate(CLAIM_BYTES)
          .putLong(trip.value().getMostSignificantBits())
          .putLong(trip.value().getLeastSignificantBits())
          .putLong(driver.value())
          .putLong(tripVersion)
          .putLong(expiresAt.toEpochMilli())
          .putInt(marketPartition)
          .array();
    }

    static Claims decode(ByteBuffer bytes) {
      return new Claims(
          new TripId(new UUID(bytes.getLong(), bytes.getLong())),
          new DriverId(bytes.getLong()),
          bytes.getLong(),
          Instant.ofEpochMilli(bytes.getLong()),
          bytes.getInt());
    }
  }

  static OfferId of(byte[] claimsAndMac) {
    return new OfferId(Base64.getUrlEncoder().withoutPadding().encodeToString(claimsAndMac));
  }

  @Override
  public String toString() {
    return text;
  }
}
