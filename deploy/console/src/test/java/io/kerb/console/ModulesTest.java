package io.kerb.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.kerb.console.browser.Page;
import io.kerb.console.fixture.FakeCity;
import io.kerb.console.fixture.FakeServer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The console's pure modules: their rules are functions of console-test/rules.js. */
final class ModulesTest extends InBrowser {
  private FakeServer server;
  private Page page;

  @BeforeAll
  void open() throws IOException {
    server = new FakeServer(FakeCity.empty());
    page = openPage(800, 600);
    page.go(server.url() + "/console-test/blank.html");
  }

  @AfterAll
  void close() {
    if (page != null) {
      page.close();
      server.close();
    }
  }

  @TestFactory
  List<DynamicTest> rules() {
    JsonNode names =
        page.evaluate("import('/console-test/rules.js').then((all) => Object.keys(all))");
    assertThat(names).isNotEmpty();
    List<DynamicTest> tests = new ArrayList<>();
    for (JsonNode name : names) {
      tests.add(DynamicTest.dynamicTest(name.asText(), () -> run(name.asText())));
    }
    return tests;
  }

  /** A rule throws if it does not hold. */
  private void run(String rule) {
    page.evaluate("import('/console-test/rules.js').then((all) => all['" + rule + "']())");
  }
}
