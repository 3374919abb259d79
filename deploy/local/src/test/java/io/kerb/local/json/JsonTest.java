package io.kerb.local.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class JsonTest {
  @Test
  void whatIsWrittenIsReadBack() {
    String text = "a \"quote\", a \\, a\nnewline, a \u0001 and ü";
    JsonObject object =
        JsonObject.event("x")
            .with("text", text)
            .with("number", 42L)
            .with("yes", true)
            .with("none", null)
            .with("nested", new JsonObject().with("list", List.of(1, "}")));

    assertThat(object.toString()).doesNotContain("\n");
    assertThat(FlatJson.parse(object.toString()))
        .contains(
            Map.of("event", "x", "text", text, "number", "42", "yes", "true", "none", "null"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "{", "INFO started", "{\"a\":1} tail", "{\"a\"}", "[1]", "{\"a\":\"\\u00"})
  void whatIsNoObjectIsNotRead(String line) {
    assertThat(FlatJson.parse(line)).isEmpty();
  }
}
