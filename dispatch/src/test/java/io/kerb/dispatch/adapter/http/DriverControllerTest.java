package io.kerb.dispatch.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kerb.dispatch.adapter.http.DispatchView.PlaceView;
import io.kerb.dispatch.adapter.kafka.MarketCommandLog;
import io.kerb.dispatch.api.OfferId;
import io.kerb.dispatch.api.OfferId.Claims;
import io.kerb.dispatch.api.OfferSigner;
import io.kerb.dispatch.wire.MarketCommand;
import io.kerb.location.api.DriverId;
import io.kerb.location.api.LatLng;
import io.kerb.location.api.Market;
import io.kerb.location.api.Market.PartitionRange;
import io.kerb.location.api.MarketId;
import io.kerb.location.api.Markets;
import io.kerb.location.api.Product;
import io.kerb.location.api.ProductId;
import io.kerb.location.api.TripId;
import io.kerb.runtime.http.ProblemException;
import io.kerb.runtime.http.Role;
import io.kerb.runtime.kafka.KafkaSettings;
import io.micronaut.security.authentication.Authentication;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Currency;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;

class DriverControllerTest {
  private static final Authentication DRIVER = Authentication.build("7", List.of(Role.DRIVER));

  private final OfferSigner signer = new OfferSigner(new byte[32]);
  private final MockProducer<String, byte[]> log =
      new MockProducer<>(true, null, new StringSerializer(), new ByteArraySerializer());

  @Test
  void dutyGoesToTheMarketsOwnPartition() throws Exception {
    DutyAnswer answer =
        controller("a", "b")
            .setDuty(DRIVER, new DutyRequest(true, List.of("standard"), "b", null), null);

    assertThat(answer).isEqualTo(new DutyAnswer("7", true, List.of("standard"), "b", null));
    ProducerRecord<String, byte[]> record = log.history().get(1);
    assertThat(record.partition()).isEqualTo(1);
    assertThat(record.key()).isEqualTo("b");
    MarketCommand command = MarketCommand.parseFrom(record.value());
    assertThat(command.getSetDuty().getDriverId()).isEqualTo(7);
    assertThat(command.getSetDuty().getProductIdsList()).containsExactly("standard");
  }

  @Test
  void whoGoesOnDutyLeavesEveryOtherMarketFirst() throws Exception {
    controller("a", "b")
        .setDuty(DRIVER, new DutyRequest(true, List.of("standard"), "b", null), null);
    ProducerRecord<String, byte[]> left = log.history().get(0);
    assertThat(left.partition()).isZero();
    assertThat(MarketCommand.parseFrom(left.value()).getSetDuty().getOnDuty()).isFalse();

    controller("a", "b").setDuty(DRIVER, new DutyRequest(false, null, "b", null), null);
    assertThat(log.history()).hasSize(3);
  }

  @Test
  void theOnlyMarketNeedNotBeNamed() {
    assertThat(
            controller("a")
                .setDuty(DRIVER, new DutyRequest(false, null, null, null), null)
                .marketId())
        .isEqualTo("a");
    assertRefused("a", "b", new DutyRequest(false, null, null, null), "market_id");
  }

  @Test
  void dutyForWhatIsNotThereIsRefusedByField() {
    assertRefused("a", "b", new DutyRequest(true, List.of("tank"), "a", null), "product_ids");
    assertRefused("a", "b", new DutyRequest(true, List.of(), "a", null), "product_ids");
    assertRefused("a", "b", new DutyRequest(true, List.of("standard"), "c", null), "market_id");
    assertRefused(
        "a", "b", new DutyRequest(true, List.of("standard"), "No Name", null), "market_id");
    assertThat(log.history()).isEmpty();
  }

  @Test
  void aDestinationGoesWithTheDuty() throws Exception {
    DutyAnswer answer = controller("a").setDuty(DRIVER, to(0.5, 0.75), null);

    assertThat(answer.destination()).isEqualTo(new PlaceView(0.5, 0.75));
    MarketCommand command = MarketCommand.parseFrom(log.history().get(0).value());
    assertThat(command.getSetDuty().getDestination().getLatitudeE7()).isEqualTo(5_000_000);
    assertThat(command.getSetDuty().getDestination().getLongitudeE7()).isEqualTo(7_500_000);
  }

  @Test
  void aDestinationMustBeAPlaceInTheMarketOfADriverOnDuty() {
    assertRefused("a", "b", to(1.5, 0.75), "destination");
    assertRefused("a", "b", to(91.0, 0.75), "destination");
    assertRefused("a", "b", to(0.5, null), "destination");
    DutyRequest.Place place = new DutyRequest.Place(0.5, 0.75);
    assertRefused("a", "b", new DutyRequest(false, null, "a", place), "destination");
    assertThat(log.history()).isEmpty();
  }

  private static DutyRequest to(Double latitude, Double longitude) {
    return new DutyRequest(
        true, List.of("standard"), "a", new DutyRequest.Place(latitude, longitude));
  }

  @Test
  void aDeclineGoesWhereTheOfferCameFrom() throws Exception {
    OfferId offer = offerTo(7);

    controller("a", "b").decline(DRIVER, offer.text(), null, null);

    ProducerRecord<String, byte[]> record = log.history().get(0);
    assertThat(record.partition()).isEqualTo(1);
    assertThat(MarketCommand.parseFrom(record.value()).getDeclineOffer().getOfferId())
        .isEqualTo(offer.text());
  }

  @Test
  void somebodyElsesOfferAndAForgedOneAreNotFound() {
    String genuine = offerTo(7).text();
    String forged = (genuine.startsWith("A") ? "B" : "A") + genuine.substring(1);
    for (String offer : List.of(offerTo(8).text(), forged, "nonsense")) {
      assertThatThrownBy(() -> controller("a", "b").decline(DRIVER, offer, null, null))
          .isInstanceOfSatisfying(
              ProblemException.class,
              e -> assertThat(e.problem().code()).isEqualTo("offer_not_found"));
    }
    assertThat(log.history()).isEmpty();
  }

  @Test
  void aLogThatDoesNotAnswerIsSaidToBeUnavailable() {
    log.sendException = new org.apache.kafka.common.errors.TimeoutException("down");
    assertThatThrownBy(
            () -> controller("a").setDuty(DRIVER, new DutyRequest(false, null, null, null), null))
        .isInstanceOfSatisfying(
            ProblemException.class,
            e -> {
              assertThat(e.problem().status()).isEqualTo(503);
              assertThat(e.problem().retryable()).isTrue();
            });
  }

  private void assertRefused(String market, String other, DutyRequest request, String field) {
    assertThatThrownBy(() -> controller(market, other).setDuty(DRIVER, request, null))
        .isInstanceOfSatisfying(
            ProblemException.class,
            e -> assertThat(e.problem().errors().get(0).field()).isEqualTo(field));
  }

  private OfferId offerTo(long driver) {
    return signer.sign(
        new Claims(
            new TripId(UUID.randomUUID()), new DriverId(driver), 1, Instant.ofEpochMilli(5), 1));
  }

  private DriverController controller(String... names) {
    List<Market> markets =
        java.util.stream.IntStream.range(0, names.length)
            .mapToObj(i -> market(names[i], i))
            .toList();
    return new DriverController(
        new Markets(markets),
        signer,
        new MarketCommandLog(new KafkaSettings("", ""), log, Clock.systemUTC()));
  }

  private static Market market(String name, int partition) {
    return new Market(
        new MarketId(name),
        name,
        List.of(new LatLng(0, 0), new LatLng(0, 1), new LatLng(1, 1)),
        ZoneOffset.UTC,
        Currency.getInstance("EUR"),
        List.of(new Product(new ProductId("standard"), "Standard", 4)),
        partition,
        new PartitionRange(partition, 1));
  }
}
