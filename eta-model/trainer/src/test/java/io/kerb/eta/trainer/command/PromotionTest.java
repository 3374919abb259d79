package io.kerb.eta.trainer.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.kerb.eta.trainer.command.Promotion.Promoted;
import io.kerb.eta.trainer.command.Promotion.Refused;
import io.kerb.eta.trainer.evaluate.Scores;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PromotionTest {
  private static final Scores BASELINE = new Scores(120, 0.3, 0.6);
  private static final Scores CURRENT = new Scores(105, 0.26, 0.65);
  private static final double COVERAGE = 0.8;

  @Test
  void theFirstModelMustBeatWhatOneDoesWithoutIt() {
    assertThat(decide(119, COVERAGE, Optional.empty())).isInstanceOf(Promoted.class);
    assertThat(decide(120, COVERAGE, Optional.empty()))
        .isInstanceOf(Refused.class)
        .extracting(Promotion::reason)
        .asString()
        .contains("without a model it is 120.0 s");
  }

  @Test
  void aLaterOneMustBeatTheModelInUse() {
    assertThat(decide(104, COVERAGE, Optional.of(CURRENT))).isInstanceOf(Promoted.class);
    assertThat(decide(106, COVERAGE, Optional.of(CURRENT)).reason())
        .contains("the model in use has 105.0 s");
  }

  @Test
  void aPromiseThatDoesNotHoldIsRefused() {
    assertThat(decide(100, 0.6, Optional.empty()).reason()).contains("60.0%");
    assertThat(decide(100, 0.95, Optional.empty())).isInstanceOf(Refused.class);
  }

  private static Promotion decide(double maeS, double coverage, Optional<Scores> current) {
    return Promotion.decide(new Scores(maeS, 0.25, 0.66), coverage, BASELINE, current);
  }
}
