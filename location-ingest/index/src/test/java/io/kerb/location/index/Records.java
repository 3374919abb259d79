package io.kerb.location.index;

import io.kerb.location.api.LatLng;
import java.time.Instant;

/** A record of an idle, trusted driver, and what differs from it. */
final class Records {
  private final LatLng position;
  private Instant receivedAt = Instant.EPOCH;
  private int session = 1;
  private long sequence = 1;
  private int trust = 100;
  private int headingDeg = 90;
  private boolean engaged;
  private long dutyVersion = 1;

  private Records(LatLng position) {
    this.position = position;
  }

  static Records at(LatLng position) {
    return new Records(position);
  }

  Records receivedAt(Instant time) {
    receivedAt = time;
    return this;
  }

  Records order(int newSession, long newSequence) {
    session = newSession;
    sequence = newSequence;
    return this;
  }

  Records trust(int newTrust) {
    trust = newTrust;
    return this;
  }

  Records heading(int degrees) {
    headingDeg = degrees;
    return this;
  }

  Records engaged() {
    engaged = true;
    return this;
  }

  Records dutyVersion(long version) {
    dutyVersion = version;
    return this;
  }

  SupplyRecord build() {
    return new SupplyRecord(
        SupplyCells.leaf(position),
        receivedAt.toEpochMilli(),
        session,
        sequence,
        trust,
        headingDeg,
        true,
        engaged,
        dutyVersion,
        0b11,
        TinyCity.MARKET.partition());
  }
}
