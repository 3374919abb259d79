package io.kerb.console;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.kerb.console.browser.Page;
import io.kerb.console.browser.Page.Key;
import io.kerb.console.fixture.FakeCity;
import io.kerb.console.fixture.FakeServer;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What an operator sees. */
final class ConsoleTest extends InBrowser {
  private static final int SEEN_WITHIN_S = 60;
  private static final String SOMETHING_IS_PAINTED =
      """
      (() => [...document.querySelectorAll('#map canvas')].map((canvas) => {
        const { width, height } = canvas;
        const pixels = canvas.getContext('2d').getImageData(0, 0, width, height).data;
        let painted = 0;
        for (let at = 3; at < pixels.length; at += 4) painted += pixels[at] > 0;
        return painted;
      }))()
      """;

  private static final String HASH_OF_THE_CARS =
      """
      (() => {
        const canvas = document.querySelector('canvas.moving-canvas');
        const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
        const words = new Uint32Array(data.buffer);
        let hash = 0;
        for (let at = 0; at < words.length; at++) hash = (hash * 31 + words[at]) | 0;
        return hash;
      })()
      """;

  private final FakeCity busy = FakeCity.busy(7, 61, 29, 8, 3);
  private FakeServer server;
  private Page page;

  @BeforeEach
  void open() throws IOException {
    server = new FakeServer(busy);
    page = openPage(1280, 800);
  }

  @AfterEach
  void close() {
    page.close();
    server.close();
  }

  private void openConsole() {
    page.go(server.url() + "/console/index.html#token=" + FakeServer.TOKEN);
  }

  private void awaitText(String selector, String text) {
    await(selector + " says '" + text + "'")
        .atMost(SEEN_WITHIN_S, SECONDS)
        .untilAsserted(() -> assertThat(page.text(selector)).contains(text));
  }

  private String counter(String label) {
    return page.evaluate(
            "[...document.querySelectorAll('#counters > div')].find((tile) =>"
                + " tile.querySelector('dt').textContent === '"
                + label
                + "').querySelector('dd').textContent")
        .asText();
  }

  private void awaitLive() {
    awaitText("#link", "Live");
    await("the market's numbers")
        .atMost(SEEN_WITHIN_S, SECONDS)
        .until(() -> !counter("Completed").equals("–"));
  }

  @Test
  void showsTheMarketInNumbersAndOnTheMap() throws IOException {
    openConsole();
    awaitLive();

    await("drivers and trips")
        .atMost(SEEN_WITHIN_S, SECONDS)
        .untilAsserted(
            () -> {
              assertThat(page.text("#open-trips li:first-child"))
                  .as("who has no driver comes first")
                  .startsWith("Looking for a driver");
              assertThat(counter("Idle drivers")).isEqualTo("61");
              assertThat(counter("On a trip")).isEqualTo("29");
              assertThat(counter("Off duty")).isEqualTo("8");
              assertThat(counter("Open requests")).isEqualTo("3");
              assertThat(counter("Trips under way")).isEqualTo("29");
              assertThat(counter("Completed")).isEqualTo("412");
              assertThat(page.count("#open-trips > li")).isEqualTo(32);
              assertThat(page.text("#offers")).contains("1,234", "75% accepted", "5 without");
            });
    await("boundary, roads, surge, routes and cars are painted")
        .atMost(SEEN_WITHIN_S, SECONDS)
        .untilAsserted(
            () ->
                assertThat(page.evaluate(SOMETHING_IS_PAINTED))
                    .hasSize(5)
                    .allSatisfy(canvas -> assertThat(canvas.asInt()).isPositive()));
    assertThat(page.text("#map .attribution")).isEqualTo("Streets by <b>nobody</b>");
    assertThat(page.text("#map")).contains("1.3×", "1.8×", "2.4×").doesNotContain("1.0×");
    page.screenshot(TARGET.resolve("console.png"));
  }

  @Test
  void asksNobodyButItsServerAndRunsWithoutAnError() {
    openConsole();
    awaitLive();
    page.click("#tab-decisions");
    page.click("#decision-rows button");
    awaitText("#detail", "Why this driver?");

    assertThat(page.requests())
        .hasSizeGreaterThan(20)
        .allSatisfy(url -> assertThat(url).startsWith(server.url() + "/"));
    assertThat(page.errors()).isEmpty();
    assertThat(page.networkErrors()).isEmpty();
  }

  @Test
  void theTokenLeavesTheAddressAndStaysInTheTab() {
    openConsole();
    awaitLive();

    assertThat(page.evaluate("location.href").asText())
        .isEqualTo(server.url() + "/console/index.html");
    page.reload();
    awaitLive();
  }

  @Test
  void carsGlideBetweenTwoAnswers() {
    openConsole();
    awaitLive();
    // Requests pulse for ever: off with them.
    page.evaluate("[...document.querySelectorAll('#legend input')][3].click()");

    // Other answers and the clock redraw the map, too, but no more often than that.
    await("more pictures between two answers than answers explain")
        .atMost(SEEN_WITHIN_S, SECONDS)
        .until(() -> picturesUntilTheNextAnswer() > 8);
  }

  private int picturesUntilTheNextAnswer() {
    Set<Integer> pictures = new HashSet<>();
    int answers = server.supplyAnswers();
    while (server.supplyAnswers() == answers) {
      pictures.add(page.evaluate(HASH_OF_THE_CARS).asInt());
    }
    return pictures.size();
  }

  @Test
  void survivesARestartOfTheServerWithoutAReload() throws IOException {
    openConsole();
    awaitLive();
    page.evaluate("window.notReloaded = true");
    await("the event stream").atMost(SEEN_WITHIN_S, SECONDS).until(() -> server.openStreams() == 1);
    server.push("t0:4", busy.completedTrip(0));
    awaitText("#ended-trips", "Completed");

    server.stop();
    awaitText("#link", "Reconnecting…");
    awaitText("#outage", "old");
    assertThat(page.shown("#console[data-stale] #map")).isTrue();
    assertThat(counter("Idle drivers")).as("the last data stay in sight").isEqualTo("61");
    page.screenshot(TARGET.resolve("console-reconnecting.png"));

    FakeCity next = FakeCity.busy(7, 50, 29, 8, 3);
    next.completed(413);
    server.city(next);
    server.start();
    awaitText("#link", "Live");
    await("fresh data")
        .atMost(SEEN_WITHIN_S, SECONDS)
        .untilAsserted(
            () -> {
              assertThat(counter("Completed")).isEqualTo("413");
              assertThat(counter("Idle drivers")).isEqualTo("50");
            });
    assertThat(page.shown("#outage")).isFalse();
    assertThat(page.shown("#console[data-stale]")).isFalse();
    await("the event stream is resumed where it broke")
        .atMost(SEEN_WITHIN_S, SECONDS)
        .untilAsserted(() -> assertThat(server.resumedAfter()).contains("t0:4"));
    assertThat(page.evaluate("window.notReloaded").asBoolean()).isTrue();
    assertThat(page.errors()).isEmpty();
  }

  @Test
  void aPushedTripIsShownBeforeTheNextPoll() throws IOException {
    server.refuse("/v1/ops/trips", 503, "unavailable", "Trips are being recovered.");
    openConsole();
    awaitLive();
    await("the event stream").atMost(SEEN_WITHIN_S, SECONDS).until(() -> server.openStreams() == 1);

    server.push("t1:4", busy.completedTrip(1));

    awaitText("#ended-trips", "Completed");
    awaitText("#ended-trips", "€8.45");
  }

  @Test
  void aDecisionTellsWhyADriverWasAsked() throws IOException {
    openConsole();
    awaitLive();
    page.click("#tab-decisions");
    page.click("#decision-rows button");

    awaitText("#detail", "Driver 1001 was asked: the cheapest of 2 who could.");
    awaitText("#detail", "on the way to another rider");
    assertThat(page.text("#detail"))
        .contains("2:14", "900 m", "declined or ignored this trip")
        .contains("Not taken: driver 2002, at the pickup in 3:00, 46 s later.")
        .contains("Not listed: 6 on another trip; 2 too far away.")
        .contains("The solver's time was up")
        .contains("The rider had waited 3 s · 3 requests matched together · policy v3");
    page.screenshot(TARGET.resolve("console-why.png"));
  }

  @Test
  void aTripTellsWhyItCostsWhatItCosts() {
    openConsole();
    awaitLive();
    page.click("#open-trips .row");
    awaitText("#detail", "Why this price?");
    page.evaluate(
        "[...document.querySelectorAll('#detail button')]"
            + ".find(one => one.textContent === 'Why this price?').click()");

    awaitText("#detail", "€8.45, quoted at ");
    assertThat(page.text("#detail"))
        .contains("Toll bridge", "€0.40", "Surge", "€1.34", "Rounding", "€0.01")
        .contains(
            "1.2×: 14 requests, 3 idle cars", "spring-1, line 7", "4.2 km · 9 min 00 s charged")
        .doesNotContain("Time band", "Signature");
  }

  @Test
  void moreCandidatesThanAnybodyReadsAreCounted() {
    server.city(FakeCity.busy(7, 61, 29, 8, 3).withCandidates(30));
    openConsole();
    awaitLive();
    page.click("#tab-decisions");
    page.click("#decision-rows button");

    awaitText("#detail", "the cheapest of 32 who could");
    assertThat(page.text("#detail"))
        .contains("Not listed: 20 who could, at a higher cost; 6 on another trip")
        .contains("1 declined or ignored this trip");
  }

  @Test
  void thePolicyIsShownWithWhoChangedItAndWhatItWasBefore() throws IOException {
    openConsole();
    awaitLive();
    awaitText("#policy summary", "Policy v3 · window 2.5 s · offers stand 15 s · optimal");
    page.click("#policy summary");

    assertThat(page.text("#policy"))
        .contains("Changed by ada on ", "“snow”")
        .contains("Matching window", "2.5 s (configured: 2 s)")
        .contains("Search radii", "1.0 km, 2.5 km")
        .contains("Longest pickup", "15 min 00 s")
        .contains("Other products that may come")
        .contains("product standard, by xl, after waiting 1 min 30 s (configured: none)")
        .contains("A number of a newer server", "7");
    page.screenshot(TARGET.resolve("console-policy.png"));
  }

  @Test
  void theKeyboardLeadsToADecisionAndBack() {
    openConsole();
    awaitLive();
    page.evaluate("document.getElementById('tab-trips').focus()");
    page.press(Key.ARROW_RIGHT);
    await("the decisions").atMost(SEEN_WITHIN_S, SECONDS).until(() -> page.shown("#decisions"));

    page.evaluate("document.querySelector('#decision-rows button').focus()");
    page.press(Key.ENTER);
    awaitText("#detail", "was asked");
    page.press(Key.ESCAPE);

    await("back on the row that led there")
        .atMost(SEEN_WITHIN_S, SECONDS)
        .until(
            () ->
                page.evaluate(
                        "document.activeElement"
                            + " === document.querySelector('#decision-rows button')")
                    .asBoolean());
  }

  @Test
  void aTripLeadsToItsDriverAndBack() throws IOException {
    openConsole();
    awaitLive();
    awaitText("#open-trips", "On the trip");
    page.click("#open-trips .row[data-dot=riding]");
    awaitText("#detail", "On the trip");
    assertThat(page.text("#detail")).contains("€8.45 (surge 1.20×)", "Driver accepted");
    page.screenshot(TARGET.resolve("console-trip.png"));

    page.click("#detail .inline");
    awaitText("#detail", "Driver 1001");
    page.click("#detail .back");
    awaitText("#detail", "On the trip");
    page.click("#detail .back");
    await("the lists").atMost(SEEN_WITHIN_S, SECONDS).until(() -> page.shown("#lists"));
  }

  @Test
  void aCarOnTheMapCanBeClicked() {
    server.city(FakeCity.withOneDriver("4711"));
    openConsole();
    awaitLive();
    await("the driver")
        .atMost(SEEN_WITHIN_S, SECONDS)
        .until(() -> counter("Idle drivers").equals("1"));

    await("its details")
        .atMost(SEEN_WITHIN_S, SECONDS)
        .untilAsserted(
            () -> {
              page.clickAt((1280 - 384) / 2.0, 400);
              assertThat(page.text("#detail")).contains("Driver 4711", "Idle");
            });
  }

  @Test
  void withoutATokenAFormSaysHowToGetOne() throws IOException {
    page.go(server.url() + "/console/index.html");

    awaitText("#sign-in", "deploy/kerb token --role operator");
    page.screenshot(TARGET.resolve("console-sign-in.png"));
    page.evaluate("document.getElementById('token').value = '" + FakeServer.TOKEN + "'");
    page.load(() -> page.click("#token-form button"));
    awaitLive();
  }

  @Test
  void aRefusedTokenIsAskedForAgain() {
    page.go(server.url() + "/console/index.html#token=bad");

    awaitText("#sign-in", "The server refused the token");
    assertThat(page.shown("#console")).isFalse();
    assertThat(page.evaluate("sessionStorage.getItem('kerb.token')").isNull()).isTrue();
  }

  @Test
  void aTokenOfAnotherRoleIsToldSo() {
    server.refuse("/v1/ops/markets", 403, "forbidden", "Operators only.");
    openConsole();

    awaitText("#sign-in", "This token may not see operations: Operators only.");
  }

  @Test
  void anEmptyMarketExplainsItself() throws IOException {
    server.city(FakeCity.empty());
    openConsole();
    awaitLive();

    awaitText("#trips", "Nobody is on the road yet.");
    page.click("#tab-decisions");
    awaitText("#decisions", "No decisions yet.");
    page.screenshot(TARGET.resolve("console-empty.png"));
  }

  @Test
  void aProblemOfOnePartIsSaidAndTheRestStaysLive() {
    server.refuse("/v1/ops/surge", 503, "surge_unavailable", "No surge table has arrived yet.");
    openConsole();
    awaitLive();

    awaitText("#notices", "Surge. No surge table has arrived yet.");
    awaitText("#link", "Live");

    server.admit("/v1/ops/surge");
    await("the notice goes")
        .atMost(SEEN_WITHIN_S, SECONDS)
        .until(() -> page.count("#notices > li") == 0);
  }

  @Test
  void anotherMarketCanBeChosen() {
    server.markets(
        List.of(
            Map.of("market_id", "gridville", "name", "Gridville"),
            Map.of("market_id", "riverside", "name", "Riverside")));
    openConsole();
    awaitLive();

    page.click("#tab-decisions");
    page.evaluate("document.querySelector('#decision-rows button').focus()");
    page.press(Key.ENTER);
    awaitText("#detail", "was asked");

    page.evaluate(
        "(() => { const market = document.getElementById('market'); market.focus();"
            + " market.value = 'riverside'; market.dispatchEvent(new Event('change')); })()");

    assertThat(page.evaluate("document.activeElement.id").asText()).isEqualTo("market");
    await("questions about the other market")
        .atMost(SEEN_WITHIN_S, SECONDS)
        .until(
            () ->
                page.requests().stream().anyMatch(url -> url.endsWith("/v1/ops/markets/riverside"))
                    && page.requests().stream()
                        .anyMatch(url -> url.contains("supply?market_id=riverside")));
    awaitLive();
  }

  @Test
  void fitsAPhone() throws IOException {
    page.resize(390, 844);
    openConsole();
    awaitLive();

    awaitText("#open-trips", "On the trip");
    assertThat(page.evaluate("document.documentElement.scrollWidth").asInt()).isEqualTo(390);
    page.screenshot(TARGET.resolve("console-phone.png"));
  }
}
