package io.kerb.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class RolesTest {
  @Test
  void all_means_every_role() {
    assertThat(Roles.parse("all").properties())
        .containsEntry("kerb.role.ingest", true)
        .containsEntry("kerb.role.dispatch", true)
        .containsEntry("kerb.role.trips", true)
        .containsEntry("kerb.role.pricing", true);
  }

  @Test
  void what_is_not_named_is_off() {
    assertThat(Roles.parse("trips, pricing").properties())
        .containsEntry("kerb.role.ingest", false)
        .containsEntry("kerb.role.trips", true)
        .containsEntry("kerb.role.pricing", true);
  }

  @Test
  void a_wrong_role_is_named_with_the_right_ones() {
    assertThatThrownBy(() -> Roles.parse("trips,billing"))
        .hasMessageContaining("'billing'")
        .hasMessageContaining("dispatch");
  }
}
