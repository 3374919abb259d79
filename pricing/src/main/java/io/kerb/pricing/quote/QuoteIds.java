package io.kerb.pricing.quote;

import io.kerb.pricing.api.QuoteId;
import java.time.Instant;
import java.util.UUID;
import java.util.random.RandomGenerator;

/** Makes time-ordered UUIDs (RFC 9562 section 5.7, version 7). */
public final class QuoteIds {
  private static final long VERSION_7 = 0x7000L;
  private static final long VARIANT = 0x8000_0000_0000_0000L;

  private QuoteIds() {}

  /**
   * @param random 74 bits are taken from it: an id must not be guessable, whoever knows it can
   *     order
   */
  public static QuoteId next(Instant now, RandomGenerator random) {
    long high = now.toEpochMilli() << 16 | VERSION_7 | random.nextLong() & 0xfffL;
    long low = VARIANT | random.nextLong() >>> 2;
    return new QuoteId(new UUID(high, low));
  }
}
