package io.kerb.local.supervise;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Asks a process whether it serves, in its own protocol: an open port alone is open long before the
 * engine behind it answers. Hand-written because a client library for each engine would be the only
 * dependencies of this module.
 */
public sealed interface Probe {
  int TIMEOUT_MS = 2_000;

  boolean ready();

  static Probe parse(String text) {
    if (text.equals("alive")) {
      return new Alive();
    }
    URI uri = URI.create(text);
    return switch (uri.getScheme()) {
      case "redis" -> new Redis(uri.getHost(), uri.getPort());
      case "kafka" -> new Kafka(uri.getHost(), uri.getPort());
      case "cassandra" -> new Cassandra(uri.getHost(), uri.getPort());
      case "http" -> new Http(text);
      default -> throw new IllegalArgumentException("unknown probe '" + text + "'");
    };
  }

  /** For a process that serves nobody: being there is enough. */
  record Alive() implements Probe {
    @Override
    public boolean ready() {
      return true;
    }

    @Override
    public String toString() {
      return "alive";
    }
  }

  /** PING, PONG. */
  record Redis(String host, int port) implements Probe {
    @Override
    public boolean ready() {
      byte[] answer =
          exchange(host, port, "PING\r\n".getBytes(StandardCharsets.US_ASCII), "+PONG".length());
      return Arrays.equals(answer, "+PONG".getBytes(StandardCharsets.US_ASCII));
    }

    @Override
    public String toString() {
      return "redis://" + host + ":" + port;
    }
  }

  /** ApiVersions v0 (the protocol guide's request header v1), answered once requests are served. */
  record Kafka(String host, int port) implements Probe {
    private static final short API_VERSIONS = 18;
    private static final int CORRELATION = 7;

    @Override
    public boolean ready() {
      byte[] request =
          ByteBuffer.allocate(14)
              .putInt(10) // what follows
              .putShort(API_VERSIONS)
              .putShort((short) 0)
              .putInt(CORRELATION)
              .putShort((short) -1) // no client id
              .array();
      byte[] answer = exchange(host, port, request, 10);
      if (answer.length < 10) {
        return false;
      }
      ByteBuffer buffer = ByteBuffer.wrap(answer, 4, 6);
      return buffer.getInt() == CORRELATION && buffer.getShort() == 0;
    }

    @Override
    public String toString() {
      return "kafka://" + host + ":" + port;
    }
  }

  /**
   * OPTIONS, SUPPORTED (native protocol v4, section 4.1.3); the port opens after the ring joined.
   */
  record Cassandra(String host, int port) implements Probe {
    private static final byte[] OPTIONS = {4, 0, 0, 0, 5, 0, 0, 0, 0};
    private static final int OPCODE_AT = 4;
    private static final byte SUPPORTED = 6;

    @Override
    public boolean ready() {
      byte[] answer = exchange(host, port, OPTIONS, OPTIONS.length);
      return answer.length == OPTIONS.length && answer[OPCODE_AT] == SUPPORTED;
    }

    @Override
    public String toString() {
      return "cassandra://" + host + ":" + port;
    }
  }

  /** Any 200. */
  record Http(String url) implements Probe {
    @Override
    public boolean ready() {
      try {
        HttpURLConnection connection = (HttpURLConnection) URI.create(url).toURL().openConnection();
        connection.setConnectTimeout(TIMEOUT_MS);
        connection.setReadTimeout(TIMEOUT_MS);
        try {
          return connection.getResponseCode() == HttpURLConnection.HTTP_OK;
        } finally {
          connection.disconnect();
        }
      } catch (IOException notYet) {
        return false;
      }
    }

    @Override
    public String toString() {
      return url;
    }
  }

  /** The first bytes of the answer, or fewer when none came. */
  private static byte[] exchange(String host, int port, byte[] request, int answerBytes) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(host, port), TIMEOUT_MS);
      socket.setSoTimeout(TIMEOUT_MS);
      OutputStream out = socket.getOutputStream();
      out.write(request);
      out.flush();
      return new DataInputStream(socket.getInputStream()).readNBytes(answerBytes);
    } catch (IOException notYet) {
      return new byte[0];
    }
  }
}
