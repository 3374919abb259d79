package io.kerb.lab.surge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.kerb.lab.requests.RideWish;
import java.util.Map;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class EvaluateSurgeCommandTest {
  @Test
  void withSurgeRidersWaitLessAndMoreOfThemRideAndTheBoundsHold() {
    Map<String, Object> report = command().report();
    JsonNode json = new ObjectMapper().valueToTree(report);
    JsonNode with = json.path("with_surge");
    JsonNode without = json.path("without_surge");

    assertThat(with.path("wait_mean_s").asDouble())
        .isLessThan(without.path("wait_mean_s").asDouble());
    assertThat(with.path("completed_share").asDouble())
        .isGreaterThanOrEqualTo(without.path("completed_share").asDouble());
    assertThat(with.path("multiplier_max").asDouble()).isGreaterThan(1.2);
    assertThat(without.path("multiplier_max").asDouble()).isEqualTo(1);
    assertThat(json.path("bounds").path("step_max").asDouble()).isBetween(0.1, 0.2);
    assertThat(json.path("bounds").path("slope_max").asDouble()).isBetween(0.1, 0.3);
  }

  @Test
  void theSpikeIsWhereAndWhenItIs() {
    Town town = new Town(Spike.CONCERT, 6, 40, 600, 1);
    long inside = town.wishes().stream().filter(wish -> isIn(town, wish)).count();
    Town calm = new Town(Spike.CONCERT, 1, 40, 600, 1);
    long usual = calm.wishes().stream().filter(wish -> isIn(calm, wish)).count();

    assertThat((double) inside / usual).isBetween(4.0, 9.0);
    assertThat(new Town(Spike.CONCERT, 6, 40, 600, 1).wishes())
        .isEqualTo(new Town(Spike.CONCERT, 6, 40, 600, 1).wishes());
    assertThat(town.wishes()).isSortedAccordingTo((a, b) -> Long.compare(a.atS(), b.atS()));
  }

  @Test
  void aShareThatIsNoneIsNamed() {
    assertThatThrownBy(() -> new Behaviour(0.6, 1.2, 0.5, 2, 0.5))
        .hasMessageContaining("looks-again")
        .hasMessageContaining("1.2");
  }

  private static boolean isIn(Town town, RideWish wish) {
    double[] venue = {2_500, 0};
    long atMs = wish.atS() * 1000;
    return atMs >= town.spikeBeginsMs()
        && atMs < town.spikeEndsMs()
        && wish.pickup().metersTo(Town.latLng(venue)) < 1_500;
  }

  private static EvaluateSurgeCommand command() {
    EvaluateSurgeCommand command = new EvaluateSurgeCommand();
    new CommandLine(command).setCaseInsensitiveEnumValuesAllowed(true).parseArgs("--seed", "3");
    return command;
  }
}
