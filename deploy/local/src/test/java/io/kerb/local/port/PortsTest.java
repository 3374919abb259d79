package io.kerb.local.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.kerb.local.LocalException;
import io.kerb.local.engine.EngineChildren;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class PortsTest {
  @Test
  void aPortThatSomebodyListensOnIsNotFree() throws Exception {
    try (ServerSocket socket = listening()) {
      assertThat(Ports.isFree("127.0.0.1", socket.getLocalPort())).isFalse();
    }
  }

  @Test
  void freePortsAreDistinctAndCanBeBound() throws Exception {
    List<Integer> ports = Ports.free(8, new Random(7));

    assertThat(ports).doesNotHaveDuplicates().hasSize(8);
    for (int port : ports) {
      new ServerSocket(port, 1, InetAddress.getByName("127.0.0.1")).close();
    }
  }

  @Test
  void theHolderOfAPortIsNamed() throws Exception {
    assumeTrue(Files.exists(Path.of("/proc/net/tcp")), "holders are found on Linux only");
    try (ServerSocket socket = listening()) {
      PortHolder holder = PortHolder.find(socket.getLocalPort()).orElseThrow();

      assertThat(holder.pid()).isEqualTo(ProcessHandle.current().pid());
      assertThat(holder.command()).contains("java");
    }
  }

  @Test
  void aPortInUseIsRefusedWithItsNumberItsHolderAndAWayOut() throws Exception {
    try (ServerSocket socket = listening()) {
      int port = socket.getLocalPort();

      assertThatThrownBy(
              () -> EngineChildren.checkPort("Kafka", "127.0.0.1", port, "--set kafka.port=…"))
          .isInstanceOfSatisfying(
              LocalException.class,
              e -> {
                assertThat(e.code()).isEqualTo("port_in_use");
                assertThat(e).hasMessageContaining("port " + port + ", wanted by Kafka");
                assertThat(e.fix()).contains("--set kafka.port=");
              });
    }
  }

  private static ServerSocket listening() throws Exception {
    return new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"));
  }
}
