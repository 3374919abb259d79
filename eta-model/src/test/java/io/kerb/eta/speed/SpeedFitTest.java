package io.kerb.eta.speed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.kerb.eta.network.Walk;
import io.kerb.eta.network.Walk.ClassTime;
import io.kerb.eta.speed.LearnedSpeeds.ClassSpeed;
import io.kerb.eta.time.TimeModel;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SpeedFitTest {
  private static final TimeModel PRIOR = TimeModel.urban();
  private static final long SEED = 3;

  /** A Tuesday, 08:30. */
  private static final long RUSH_S = Instant.parse("2026-06-02T08:30:00Z").getEpochSecond();

  private final Random random = new Random(SEED);

  @Test
  void speedsAndDelaysThatExplainTheStretchesAreFound() {
    LearnedSpeeds learned = learn(stretches(8_000, 1.4, 1.2, 0.5));

    ClassSpeed primary = learned.classes().get("primary");
    assertThat(primary.cruiseKmh()).isCloseTo(48 / 1.4, within(2.0));
    assertThat(primary.limitShare()).isCloseTo(0.9 / 1.2, within(0.03));
    assertThat(primary.junctionDelayS()).isCloseTo(4.5 * 0.5, within(0.4));
    assertThat(primary.learned()).isTrue();
    assertThat(primary.km()).isPositive();
    assertThat(learned.stretches()).isEqualTo(8_000);
  }

  @Test
  void aClassWithoutEvidenceKeepsThePrior() {
    LearnedSpeeds learned = learn(stretches(SpeedFit.EVIDENCE_STRETCHES_MIN - 1, 2, 2, 2));

    assertThat(learned.classes()).containsOnlyKeys(PRIOR.cruiseKmh().keySet());
    learned
        .classes()
        .forEach(
            (name, speed) -> {
              assertThat(speed.learned()).isFalse();
              assertThat(speed.cruiseKmh()).isEqualTo(PRIOR.cruiseKmh().get(name));
              assertThat(speed.limitShare()).isEqualTo(TimeModel.POSTED_LIMIT_FACTOR);
            });
    assertThat(learn(List.of()).stretches()).isZero();
  }

  @Test
  void littleEvidenceMovesTheSpeedsLessThanMuch() {
    double little = learn(stretches(120, 2, 2, 2)).classes().get("primary").cruiseKmh();
    double much = learn(stretches(8_000, 2, 2, 2)).classes().get("primary").cruiseKmh();

    assertThat(much).isLessThan(little - 2);
    assertThat(little).isLessThan(47);
  }

  @Test
  void carsThatStoppedForAMealChangeLittle() {
    List<Stretch> stretches = stretches(8_000, 1.4, 1.2, 0.5);
    for (int i = 0; i < stretches.size(); i += 20) {
      Stretch driven = stretches.get(i);
      stretches.set(i, new Stretch(driven.startedS(), driven.durationS() * 10, driven.walk()));
    }

    assertThat(learn(stretches).classes().get("primary").cruiseKmh())
        .isCloseTo(48 / 1.4, within(2.5));
  }

  @Test
  void waysThatAnotherModelSawTeachTheSame() {
    List<Stretch> stretches = stretches(4_000, 1.4, 1.2, 0.5);
    LearnedSpeeds learned = learn(stretches);
    TimeModel other = learned.over(PRIOR);
    ClassSpeed primary = learned.classes().get("primary");
    List<Stretch> seenAnew = new ArrayList<>();
    for (Stretch stretch : stretches) {
      ClassTime time = stretch.walk().byClass().get("primary");
      ClassTime anew =
          new ClassTime(
              time.cruiseS() * 48 / primary.cruiseKmh(),
              time.limitedS() * 0.9 / primary.limitShare(),
              time.delayS() * primary.junctionDelayS() / 4.5);
      Walk walk = new Walk(2_000, anew.seconds(), Map.of("primary", anew));
      seenAnew.add(new Stretch(stretch.startedS(), stretch.durationS(), walk));
    }

    ClassSpeed again =
        new SpeedFit(PRIOR, ZoneId.of("UTC")).learn(seenAnew, other).classes().get("primary");

    assertThat(again.cruiseKmh()).isCloseTo(48 / 1.4, within(2.0));
    assertThat(again.limitShare()).isCloseTo(0.9 / 1.2, within(0.04));
    assertThat(again.junctionDelayS()).isCloseTo(4.5 * 0.5, within(0.4));
  }

  @Test
  void speedsStayWithinBounds() {
    ClassSpeed crawling = learn(stretches(4_000, 20, 20, 20)).classes().get("primary");
    ClassSpeed flying = learn(stretches(4_000, 0.01, 0.01, 0)).classes().get("primary");

    assertThat(crawling.cruiseKmh()).isCloseTo(48 / SpeedFit.DRIVE_MAX, within(0.01));
    assertThat(crawling.junctionDelayS()).isCloseTo(4.5 * SpeedFit.DELAY_MAX, within(0.01));
    assertThat(flying.cruiseKmh()).isCloseTo(48 / SpeedFit.DRIVE_MIN, within(0.01));
    assertThat(flying.junctionDelayS()).isCloseTo(4.5 * SpeedFit.DELAY_MIN, within(0.01));
  }

  @Test
  void otherSpeedsHaveAnotherVersionAndTheSameHours() {
    LearnedSpeeds one = learn(stretches(500, 1.4, 1.2, 0.5));
    LearnedSpeeds other = learn(stretches(500, 1.1, 1.2, 0.5));

    assertThat(one.version()).startsWith("learned-").isNotEqualTo(other.version());
    TimeModel model = one.over(PRIOR);
    assertThat(model.version()).isEqualTo(one.version());
    assertThat(model.limitShare("primary")).isEqualTo(one.classes().get("primary").limitShare());
    Instant rush = Instant.ofEpochSecond(RUSH_S);
    assertThat(model.factor(rush.atZone(ZoneOffset.UTC)))
        .isEqualTo(PRIOR.factor(rush.atZone(ZoneOffset.UTC)));
  }

  @Test
  void aClassThatATableDoesNotNameKeepsThePriorAndAnUnknownOneIsNamed() {
    ClassSpeed slow = new ClassSpeed(20, 0.5, 9, 100, true);

    TimeModel model = new LearnedSpeeds(Map.of("primary", slow), 500, 20).over(PRIOR);

    assertThat(model.cruiseKmh()).containsEntry("primary", 20.0).containsEntry("service", 15.0);
    assertThat(model.limitShare("service")).isEqualTo(0.9);
    LearnedSpeeds slip = new LearnedSpeeds(Map.of("primry", slow), 500, 20);
    assertThatThrownBy(() -> slip.over(PRIOR)).hasMessageContaining("no road class 'primry'");
  }

  @Test
  void aSpeedBeyondReasonIsNamed() {
    assertThatThrownBy(() -> new ClassSpeed(0, 0.9, 1, 1, true))
        .hasMessageContaining("cruise_kmh must be 1.0 to 150.0, but was 0.0");
    assertThatThrownBy(() -> new ClassSpeed(50, 0.9, Double.NaN, 1, true))
        .hasMessageContaining("junction_delay_s");
  }

  @Test
  void aRideIsCutIntoStretchesLongEnoughAndWaitingIsNone() {
    Walk km = new Walk(1_000, 90, Map.of("primary", new ClassTime(90, 0, 0)));
    Walk still = new Walk(10, 1, Map.of("primary", new ClassTime(1, 0, 0)));
    List<io.kerb.eta.match.Step> chain = new ArrayList<>();
    for (int i = 0; i < 7; i++) {
      chain.add(new io.kerb.eta.match.Step(i * 60L, 60, i < 3 || i == 6 ? km : still));
    }

    List<Stretch> stretches = Stretch.cut(chain);

    // Three minutes driven; three minutes waited, which is left out; one minute is too short.
    assertThat(stretches).hasSize(1);
    assertThat(stretches.get(0).durationS()).isEqualTo(180);
    assertThat(stretches.get(0).walk().meters()).isEqualTo(3_000);
    assertThat(stretches.get(0).walk().byClass().get("primary").cruiseS()).isEqualTo(270);
  }

  @Test
  void aTrialsFactorMakesTheErrorLeast() {
    double[] expected = {100, 200, 300, 50};
    double[] actual = {150, 300, 450, 500};

    RouteTrial trial = RouteTrial.compare(expected, actual);

    assertThat(trial.factor()).isEqualTo(1.5);
    assertThat(trial.maeS()).isCloseTo(425 / 4.0, within(1e-9));
    assertThat(trial.within20Share()).isEqualTo(0.75);
    assertThat(trial.trips()).isEqualTo(4);
  }

  private static LearnedSpeeds learn(List<Stretch> stretches) {
    return new SpeedFit(PRIOR, ZoneId.of("UTC")).learn(stretches, PRIOR);
  }

  /** Stretches in the rush hour that took so many times what the prior says, and noise. */
  private List<Stretch> stretches(int count, double cruise, double limited, double delay) {
    double hour = PRIOR.factor(Instant.ofEpochSecond(RUSH_S).atZone(ZoneOffset.UTC));
    List<Stretch> stretches = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      ClassTime time =
          new ClassTime(
              100 * random.nextDouble(), 100 * random.nextDouble(), 20 + 60 * random.nextDouble());
      double actual = cruise * time.cruiseS() + limited * time.limitedS() + delay * time.delayS();
      double noise = Math.exp(0.2 * random.nextGaussian());
      Map<String, ClassTime> byClass = new HashMap<>(Map.of("primary", time));
      stretches.add(
          new Stretch(
              RUSH_S, Math.round(actual * hour * noise), new Walk(2_000, time.seconds(), byClass)));
    }
    return stretches;
  }
}
