package io.kerb.server.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyFilesTest {
  @TempDir private Path home;

  @Test
  void the_second_start_has_the_keys_of_the_first() {
    String first = KeyFiles.at(home).signingKey().toJSONString();
    byte[] secret = KeyFiles.at(home).offerSecret();

    assertThat(KeyFiles.at(home).signingKey().toJSONString()).isEqualTo(first);
    assertThat(KeyFiles.at(home).offerSecret()).isEqualTo(secret).hasSize(32);
  }

  @Test
  void of_many_first_starts_all_agree_on_one_key() {
    Set<String> keys = ConcurrentHashMap.newKeySet();

    IntStream.range(0, 16)
        .parallel()
        .forEach(i -> keys.add(KeyFiles.at(home).signingKey().getKeyID()));

    assertThat(keys).hasSize(1);
  }

  @Test
  void only_the_owner_may_read_a_key() throws IOException {
    KeyFiles.at(home).signingKey();

    assertThat(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(home.resolve("keys/jwt.jwk"))))
        .isEqualTo("rw-------");
  }

  @Test
  void a_damaged_key_is_named_with_its_remedy() throws IOException {
    Files.createDirectories(home.resolve("keys"));
    Files.writeString(home.resolve("keys/jwt.jwk"), "no key");

    assertThatThrownBy(() -> KeyFiles.at(home).signingKey())
        .hasMessageContaining("jwt.jwk")
        .hasMessageContaining("remove it");
  }
}
