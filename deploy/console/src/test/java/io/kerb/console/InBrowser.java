package io.kerb.console;

import io.kerb.console.browser.Chromium;
import io.kerb.console.browser.Page;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;

/** Tests that need a browser: one Chromium for a class, skipped with advice where there is none. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class InBrowser {
  static final Path TARGET = Path.of("target");

  private Chromium chromium;

  @BeforeAll
  void startChromium() throws IOException {
    Optional<Path> executable = Chromium.find();
    Assumptions.assumeTrue(executable.isPresent(), Chromium.HOW_TO_GET);
    chromium = Chromium.start(executable.orElseThrow());
  }

  @AfterAll
  void stopChromium() {
    if (chromium != null) {
      chromium.close();
    }
  }

  Page openPage(int width, int height) {
    return chromium.openPage(width, height);
  }
}
