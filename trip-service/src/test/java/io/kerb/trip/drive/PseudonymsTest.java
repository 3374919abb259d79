package io.kerb.trip.drive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kerb.location.api.DriverId;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class PseudonymsTest {
  @Test
  void a_driver_keeps_the_name_within_a_file_and_has_another_in_the_next() {
    Pseudonyms file = new Pseudonyms(salt(1));
    DriverId driver = new DriverId(42);

    assertThat(file.of(driver)).isEqualTo(file.of(driver)).matches("[a-z]{10}");
    assertThat(new Pseudonyms(salt(2)).of(driver)).isNotEqualTo(file.of(driver));
  }

  @Test
  void drivers_do_not_share_a_name() {
    Pseudonyms file = new Pseudonyms(salt(3));
    Set<String> names = new HashSet<>();
    for (int id = 1; id <= 20_000; id++) {
      names.add(file.of(new DriverId(id)));
    }
    assertThat(names).hasSize(20_000);
  }

  @Test
  void a_short_salt_hides_nobody() {
    assertThatThrownBy(() -> new Pseudonyms(new byte[15])).hasMessageContaining("15");
  }

  private static byte[] salt(int seed) {
    byte[] salt = new byte[32];
    salt[0] = (byte) seed;
    return salt;
  }
}
