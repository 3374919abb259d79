package io.kerb.server.eta;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.core.bind.annotation.Bindable;
import java.nio.file.Path;
import java.time.Duration;

/**
 * @param modelDir where the markets' models are; null or empty for {@code eta} in the home
 * @param poll how often it is looked for promoted models
 */
@ConfigurationProperties("kerb.eta")
public record EtaConfiguration(
    @Nullable Path modelDir, @Bindable(defaultValue = "15s") Duration poll) {
  private static final Duration POLL_MIN = Duration.ofSeconds(1);
  private static final Duration POLL_MAX = Duration.ofMinutes(10);

  public EtaConfiguration {
    if (poll.compareTo(POLL_MIN) < 0 || poll.compareTo(POLL_MAX) > 0) {
      throw new IllegalArgumentException(
          "kerb.eta.poll is 1s to 10m, but was " + poll + "; maybe a unit is missing");
    }
  }

  Path modelsOf(Path home) {
    return modelDir == null || modelDir.toString().isEmpty() ? home.resolve("eta") : modelDir;
  }
}
