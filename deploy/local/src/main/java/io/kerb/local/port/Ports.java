package io.kerb.local.port;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** Looks at ports of this machine. */
public final class Ports {
  /**
   * Below the range from which Linux (32768) and macOS (49152) take the local ports of outgoing
   * connections: a port found free there may be gone before its server binds it.
   */
  private static final int FREE_FROM = 20_000;

  private static final int FREE_TO = 32_000;
  private static final int TRIES_PER_PORT = 200;

  private Ports() {}

  public static boolean isFree(String address, int port) {
    try (ServerSocket socket = new ServerSocket()) {
      // As the engines do: a connection in TIME_WAIT does not make a port unusable.
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getByName(address), port));
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /** Distinct ports on which nobody listens, on any of the machine's addresses. */
  public static List<Integer> free(int count, Random random) {
    List<Integer> found = new ArrayList<>(count);
    for (int tries = 0; found.size() < count; tries++) {
      if (tries > TRIES_PER_PORT * count) {
        throw new IllegalStateException(
            "no %d free ports between %d and %d".formatted(count, FREE_FROM, FREE_TO));
      }
      int port = FREE_FROM + random.nextInt(FREE_TO - FREE_FROM);
      if (!found.contains(port) && isFree("0.0.0.0", port)) {
        found.add(port);
      }
    }
    return List.copyOf(found);
  }

  /** The first of these that are used twice in one configuration. */
  public static Set<Integer> repeated(List<Integer> ports) {
    Set<Integer> seen = new java.util.HashSet<>();
    Set<Integer> twice = new java.util.TreeSet<>();
    for (int port : ports) {
      if (!seen.add(port)) {
        twice.add(port);
      }
    }
    return twice;
  }
}
