package io.kerb.local.port;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The process that listens on a port, found as {@code ss} and {@code lsof} do (neither need be
 * installed): the kernel's table of sockets gives an inode, some process has it open. Only Linux,
 * and only processes that the user may look into.
 */
public record PortHolder(long pid, String command) {
  private static final Path PROC = Path.of("/proc");
  private static final String LISTEN = "0A";
  private static final int LOCAL_ADDRESS = 1;
  private static final int STATE = 3;
  private static final int INODE = 9;
  private static final int COMMAND_CHARS_MAX = 120;

  public static Optional<PortHolder> find(int port) {
    Set<String> sockets = new HashSet<>();
    for (String table : List.of("tcp", "tcp6")) {
      sockets.addAll(listeningSockets(PROC.resolve("net").resolve(table), port));
    }
    if (sockets.isEmpty()) {
      return Optional.empty();
    }
    try (DirectoryStream<Path> processes = Files.newDirectoryStream(PROC, "[0-9]*")) {
      for (Path process : processes) {
        if (holdsOne(process, sockets)) {
          return Optional.of(
              new PortHolder(Long.parseLong(process.getFileName().toString()), command(process)));
        }
      }
    } catch (IOException e) {
      return Optional.empty();
    }
    return Optional.empty();
  }

  private static Set<String> listeningSockets(Path table, int port) {
    Set<String> sockets = new HashSet<>();
    String suffix = ":%04X".formatted(port);
    try {
      for (String line : Files.readAllLines(table)) {
        String[] fields = line.strip().split("\\s+");
        if (fields.length > INODE
            && fields[STATE].equals(LISTEN)
            && fields[LOCAL_ADDRESS].endsWith(suffix)) {
          sockets.add("socket:[" + fields[INODE] + "]");
        }
      }
    } catch (IOException notLinux) {
      return Set.of();
    }
    return sockets;
  }

  private static boolean holdsOne(Path process, Set<String> sockets) {
    try (DirectoryStream<Path> open = Files.newDirectoryStream(process.resolve("fd"))) {
      for (Path descriptor : open) {
        if (sockets.contains(readLink(descriptor))) {
          return true;
        }
      }
    } catch (IOException notOurs) {
      return false;
    }
    return false;
  }

  private static String readLink(Path descriptor) {
    try {
      return Files.readSymbolicLink(descriptor).toString();
    } catch (IOException closedMeanwhile) {
      return "";
    }
  }

  private static String command(Path process) {
    try {
      String line = Files.readString(process.resolve("cmdline")).replace('\0', ' ').strip();
      return line.length() <= COMMAND_CHARS_MAX ? line : line.substring(0, COMMAND_CHARS_MAX) + "…";
    } catch (IOException gone) {
      return "?";
    }
  }

  @Override
  public String toString() {
    return "process " + pid + " (" + command + ")";
  }
}
