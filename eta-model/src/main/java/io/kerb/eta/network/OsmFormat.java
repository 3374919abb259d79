package io.kerb.eta.network;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/**
 * Looks at a file's first bytes: a wrong file gets a clear answer before the import starts, and a
 * generated one owes nothing to anybody.
 */
final class OsmFormat {
  private static final int HEAD_BYTES = 256;
  private static final byte[] PBF_HEADER = "OSMHeader".getBytes(StandardCharsets.US_ASCII);

  /** Asked for by the Open Database License of OpenStreetMap's data. */
  private static final String OPENSTREETMAP = "© OpenStreetMap contributors";

  /** What the simulated city's planner writes as the generator of its files. */
  private static final String PLANNER = "generator=\"kerb city\"";

  private OsmFormat() {}

  /**
   * @throws UnreadableOsmException if this is neither PBF nor XML, plain or gzipped
   */
  static void check(Path file) {
    if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
      throw new UnreadableOsmException(
          file,
          "there is no such readable file; KERB_OSM_FILE or the market's osm_file names it",
          null);
    }
    try {
      byte[] head = head(file);
      if (head.length == 0) {
        throw new UnreadableOsmException(
            file, "it is empty; maybe the download was interrupted", null);
      }
      if (!isPbf(head) && !isXml(head)) {
        throw new UnreadableOsmException(
            file, "it is neither .osm.pbf nor .osm XML (plain or gzipped)", null);
      }
    } catch (IOException e) {
      throw new UnreadableOsmException(file, e.getMessage(), e);
    }
  }

  static String attribution(Path file) {
    try {
      boolean planned = new String(head(file), StandardCharsets.UTF_8).contains(PLANNER);
      return planned ? "An invented city" : OPENSTREETMAP;
    } catch (IOException e) {
      throw new UnreadableOsmException(file, e.getMessage(), e);
    }
  }

  private static byte[] head(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] head = in.readNBytes(HEAD_BYTES);
      if (head.length < 2 || (head[0] & 0xff) != 0x1f || (head[1] & 0xff) != 0x8b) {
        return head;
      }
    }
    try (InputStream in = new GZIPInputStream(Files.newInputStream(file))) {
      return in.readNBytes(HEAD_BYTES);
    }
  }

  /** A blob header of type OSMHeader begins every PBF file, some bytes in. */
  private static boolean isPbf(byte[] head) {
    return new String(head, StandardCharsets.ISO_8859_1)
        .contains(new String(PBF_HEADER, StandardCharsets.ISO_8859_1));
  }

  private static boolean isXml(byte[] head) {
    String text = new String(head, StandardCharsets.UTF_8).strip();
    return text.startsWith("<?xml") || text.startsWith("\uFEFF<?xml") || text.startsWith("<osm");
  }
}
