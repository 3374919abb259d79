package io.kerb.console.browser;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** One tab, and what a person (or a developer's console) would see in it. */
public final class Page implements AutoCloseable {
  private static final int LOADED_WITHIN_S = 60;

  private final DevTools devTools;
  private final String context;
  private final String session;
  private final List<String> errors = new CopyOnWriteArrayList<>();
  private final List<String> networkErrors = new CopyOnWriteArrayList<>();
  private final List<String> requests = new CopyOnWriteArrayList<>();

  private Page(DevTools devTools, String context, String session) {
    this.devTools = devTools;
    this.context = context;
    this.session = session;
  }

  static Page open(DevTools devTools, int width, int height) {
    String context =
        devTools
            .ask(null, "Target.createBrowserContext", Map.of())
            .get("browserContextId")
            .asText();
    String target =
        devTools
            .ask(
                null,
                "Target.createTarget",
                Map.of("url", "about:blank", "browserContextId", context))
            .get("targetId")
            .asText();
    String session =
        devTools
            .ask(null, "Target.attachToTarget", Map.of("targetId", target, "flatten", true))
            .get("sessionId")
            .asText();
    Page page = new Page(devTools, context, session);
    devTools.onEvent(page::hear);
    for (String domain : List.of("Page", "Runtime", "Log", "Network")) {
      page.ask(domain + ".enable", Map.of());
    }
    page.resize(width, height);
    return page;
  }

  private JsonNode ask(String method, Map<String, ?> parameters) {
    return devTools.ask(session, method, parameters);
  }

  private void hear(JsonNode event) {
    if (!session.equals(event.path("sessionId").asText())) {
      return;
    }
    JsonNode params = event.get("params");
    switch (event.get("method").asText()) {
      case "Network.requestWillBeSent" -> requests.add(params.at("/request/url").asText());
      case "Runtime.exceptionThrown" -> errors.add(params.get("exceptionDetails").toString());
      case "Runtime.consoleAPICalled" -> {
        if (List.of("error", "warning", "assert").contains(params.get("type").asText())) {
          errors.add(params.get("args").toString());
        }
      }
      case "Log.entryAdded" -> {
        JsonNode entry = params.get("entry");
        if (!List.of("error", "warning").contains(entry.get("level").asText())) {
          return;
        }
        if (entry.get("source").asText().equals("network")) {
          networkErrors.add(entry.toString());
        } else {
          errors.add(entry.toString());
        }
      }
      default -> {}
    }
  }

  public void resize(int width, int height) {
    ask(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
  }

  public void go(String url) {
    load(() -> ask("Page.navigate", Map.of("url", url)));
  }

  public void reload() {
    load(() -> ask("Page.reload", Map.of()));
  }

  /** Does what makes the page load another document, and waits until that is there. */
  public void load(Runnable cause) {
    evaluate("window.isOldDocument = true");
    cause.run();
    await("the new document")
        .atMost(LOADED_WITHIN_S, SECONDS)
        .ignoreException(IllegalStateException.class) // between two documents nobody answers
        .until(
            () ->
                evaluate("!window.isOldDocument && document.readyState === 'complete'")
                    .asBoolean());
  }

  /** The value of a JavaScript expression; a promise is awaited. */
  public JsonNode evaluate(String expression) {
    JsonNode answer =
        ask(
            "Runtime.evaluate",
            Map.of("expression", expression, "awaitPromise", true, "returnByValue", true));
    if (answer.has("exceptionDetails")) {
      throw new AssertionError(
          expression + " threw " + answer.at("/exceptionDetails/exception/description").asText());
    }
    return answer.path("result").path("value");
  }

  /** What is written there; empty if it is not shown or not there. */
  public String text(String selector) {
    return shown(selector)
        ? evaluate("document.querySelector(" + quoted(selector) + ")?.innerText ?? ''").asText()
        : "";
  }

  public int count(String selector) {
    return evaluate("document.querySelectorAll(" + quoted(selector) + ").length").asInt();
  }

  public boolean shown(String selector) {
    return evaluate("document.querySelector(" + quoted(selector) + ")?.checkVisibility() ?? false")
        .asBoolean();
  }

  public void click(String selector) {
    evaluate("document.querySelector(" + quoted(selector) + ").click()");
  }

  /** A press of the mouse's left button, as from a hand. */
  public void clickAt(double x, double y) {
    for (String type : List.of("mouseMoved", "mousePressed", "mouseReleased")) {
      ask(
          "Input.dispatchMouseEvent",
          Map.of("type", type, "x", x, "y", y, "button", "left", "clickCount", 1));
    }
  }

  public void press(Key key) {
    for (String type : List.of("keyDown", "keyUp")) {
      ask(
          "Input.dispatchKeyEvent",
          Map.of(
              "type", type,
              "key", key.label,
              "code", key.label,
              "windowsVirtualKeyCode", key.code,
              "text", type.equals("keyDown") ? key.text : ""));
    }
  }

  /** A key of the keyboard, with the number that Chromium knows it by. */
  public enum Key {
    ENTER("Enter", 13, "\r"),
    ESCAPE("Escape", 27, ""),
    ARROW_RIGHT("ArrowRight", 39, "");

    private final String label;
    private final int code;
    private final String text;

    Key(String label, int code, String text) {
      this.label = label;
      this.code = code;
      this.text = text;
    }
  }

  public void screenshot(Path file) throws IOException {
    String data = ask("Page.captureScreenshot", Map.of("format", "png")).get("data").asText();
    Files.createDirectories(file.toAbsolutePath().getParent());
    Files.write(file, Base64.getDecoder().decode(data));
  }

  /** Uncaught exceptions, console.error and warnings, and what the content policy blocked. */
  public List<String> errors() {
    return errors;
  }

  /** Requests that failed; a server that restarts makes some. */
  public List<String> networkErrors() {
    return networkErrors;
  }

  public List<String> requests() {
    return requests;
  }

  @Override
  public void close() {
    devTools.ask(null, "Target.disposeBrowserContext", Map.of("browserContextId", context));
  }

  static String quoted(String text) {
    return DevTools.JSON.valueToTree(text).toString();
  }
}
