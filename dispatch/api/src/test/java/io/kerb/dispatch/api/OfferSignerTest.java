package io.kerb.dispatch.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.kerb.dispatch.api.OfferId.Claims;
import io.kerb.location.api.DriverId;
import io.kerb.location.api.TripId;
import java.time.Instant;
import java.util.Arrays;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class OfferSignerTest {
  private static final Claims CLAIMS =
      new Claims(
          new TripId(new UUID(1, 2)),
          new DriverId(7),
          3,
          Instant.ofEpochMilli(1_700_000_000_123L),
          5);

  private final OfferSigner signer = new OfferSigner(secret((byte) 1));

  @Test
  void aSignedOfferSaysWhatWasClaimed() {
    assertThat(signer.verify(signer.sign(CLAIMS))).contains(CLAIMS);
  }

  @Test
  void everyChangedCharacterIsNoticed() {
    String signed = signer.sign(CLAIMS).text();
    for (int i = 0; i < signed.length(); i++) {
      char other = signed.charAt(i) == 'A' ? 'B' : 'A';
      OfferId forged = new OfferId(signed.substring(0, i) + other + signed.substring(i + 1));
      assertThat(signer.verify(forged)).as("character %s", i).isEmpty();
    }
  }

  @Test
  void anotherSecretsOfferIsNotOurs() {
    assertThat(new OfferSigner(secret((byte) 2)).verify(signer.sign(CLAIMS))).isEmpty();
  }

  @Test
  void textThatIsNoOfferIsNotOurs() {
    assertThat(signer.verify(new OfferId("not an offer"))).isEmpty();
    assertThat(signer.verify(new OfferId(""))).isEmpty();
  }

  private static byte[] secret(byte fill) {
    byte[] secret = new byte[32];
    Arrays.fill(secret, fill);
    return secret;
  }
}
