package io.kerb.local.supervise;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** How much of a process is in memory (shared pages counted in full, as ps and top do). */
public final class ResidentMemory {
  private static final long KIB = 1024;

  private ResidentMemory() {}

  /** Bytes; 0 for a process that is gone. */
  public static long bytes(long pid) {
    try {
      for (String line : Files.readAllLines(Path.of("/proc", Long.toString(pid), "status"))) {
        if (line.startsWith("VmRSS:")) {
          return Long.parseLong(line.replaceAll("\\D", "")) * KIB;
        }
      }
      return 0;
    } catch (IOException notLinuxOrGone) {
      return fromPs(pid);
    }
  }

  private static long fromPs(long pid) {
    try {
      Process ps = new ProcessBuilder("ps", "-o", "rss=", "-p", Long.toString(pid)).start();
      String text =
          new String(ps.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip();
      return text.matches("\\d+") ? Long.parseLong(text) * KIB : 0;
    } catch (IOException noPs) {
      return 0;
    }
  }
}
