package io.kerb.local.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The tokens that Cassandra's own documentation computes for even rings. */
final class TokenTest {
  @Test
  void oneNodeOwnsTheRingFromItsStart() {
    assertThat(CassandraNode.token(1, 1)).isEqualTo("-9223372036854775808");
  }

  @Test
  void threeNodesShareItEvenly() {
    assertThat(CassandraNode.token(1, 3)).isEqualTo("-9223372036854775808");
    assertThat(CassandraNode.token(2, 3)).isEqualTo("-3074457345618258603");
    assertThat(CassandraNode.token(3, 3)).isEqualTo("3074457345618258602");
  }
}
