package io.kerb.trip.adapter.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class NewFileTest {
  @TempDir private Path folder;

  @Test
  void appears_whole_or_not_at_all() throws IOException {
    Path place = Files.writeString(folder.resolve("trips.csv"), "old");
    try (NewFile file = new NewFile(place)) {
      file.writeLine("new");
      assertThat(place).hasContent("old");
      file.keep();
    }
    assertThat(place).hasContent("new\n");
    assertThat(folder).isDirectoryContaining(place::equals).isNotEmptyDirectory();
  }

  @Test
  void leaves_nothing_behind_when_it_is_not_kept() {
    try (NewFile file = new NewFile(folder.resolve("trips.csv"))) {
      file.writeLine("half");
    }
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void is_packed_when_its_name_says_so() throws IOException {
    Path place = folder.resolve("trips.csv.gz");
    try (NewFile file = new NewFile(place)) {
      file.writeLine("a,b");
      file.keep();
    }
    try (var in = new GZIPInputStream(Files.newInputStream(place))) {
      assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8)).isEqualTo("a,b\n");
    }
  }

  @Test
  void says_what_is_wrong_with_its_place() {
    assertThatThrownBy(() -> new NewFile(folder)).hasMessageContaining(folder.toString());
    assertThatThrownBy(() -> new NewFile(folder.resolve("none/trips.csv")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("none");
  }
}
