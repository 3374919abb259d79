package io.kerb.trip.push;

import static io.kerb.trip.push.Notices.DRIVER;
import static io.kerb.trip.push.Notices.NOON;
import static io.kerb.trip.push.Notices.OFFER_TTL;
import static io.kerb.trip.push.Notices.OTHER_DRIVER;
import static io.kerb.trip.push.Notices.made;
import static org.assertj.core.api.Assertions.assertThat;

import io.kerb.dispatch.api.OfferId;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Which offers a driver has. */
class OpenOffersTest {
  private static final int MAX = 3;
  private final OpenOffers offers = new OpenOffers(MAX);

  @Test
  void aDriverHasTheirOwnOpenOffers() {
    offers.made(made("a", DRIVER, NOON), NOON);
    offers.made(made("b", OTHER_DRIVER, NOON), NOON);

    assertThat(offers.listFor(DRIVER, NOON)).extracting(o -> o.offer().text()).containsExactly("a");
    assertThat(offers.listAll(NOON)).hasSize(2);
  }

  @Test
  void aClosedOfferIsGone() {
    offers.made(made("a", DRIVER, NOON), NOON);
    offers.closed(new OfferId("a"));
    offers.closed(new OfferId("never seen"));

    assertThat(offers.listFor(DRIVER, NOON)).isEmpty();
  }

  @Test
  void anOfferEndsWithItsTimeEvenIfNobodyClosesIt() {
    offers.made(made("a", DRIVER, NOON), NOON);
    Instant end = NOON.plus(OFFER_TTL);

    assertThat(offers.listFor(DRIVER, end.minusMillis(1))).hasSize(1);
    assertThat(offers.listFor(DRIVER, end)).isEmpty();
    assertThat(offers.listAll(end)).isEmpty();
  }

  @Test
  void aReplayedOfferFromLongAgoIsNotOpened() {
    offers.made(made("a", DRIVER, NOON.minus(OFFER_TTL)), NOON);

    assertThat(offers.listFor(DRIVER, NOON)).isEmpty();
  }

  @Test
  void atTheBoundTheOldestLeaves() {
    for (int i = 0; i <= MAX; i++) {
      offers.made(made("offer-" + i, DRIVER, NOON.plusMillis(i)), NOON);
    }

    assertThat(offers.listFor(DRIVER, NOON))
        .extracting(o -> o.offer().text())
        .containsExactly("offer-1", "offer-2", "offer-3");
  }
}
