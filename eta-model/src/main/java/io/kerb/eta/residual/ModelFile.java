package io.kerb.eta.residual;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * The artifact: one file, big-endian. Mark, format, names of the features, origin, calibration,
 * sums by place, three sets of trees, spread; last the SHA-256 of all bytes before it.
 */
final class ModelFile {
  /** Raised when the layout or the meaning of a feature changes. */
  static final int FORMAT = 1;

  /** A larger file is refused before it is read. */
  static final long BYTES_MAX = 256L << 20;

  private static final byte[] MARK = "KERB-ETA".getBytes(StandardCharsets.US_ASCII);
  private static final int CHECKSUM_BYTES = 32;
  private static final String FEATURES =
      Arrays.stream(Feature.values()).map(Feature::name).collect(Collectors.joining(","));

  private ModelFile() {}

  static byte[] bytes(EtaModel model) {
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(content)) {
      out.write(MARK);
      out.writeInt(FORMAT);
      out.writeUTF(FEATURES);
      write(model.origin(), out);
      write(model.calibration().logFactors(), out);
      write(model.sums(), out);
      write(model.median(), out);
      write(model.compactMedian(), out);
      write(model.deviation(), out);
      write(model.spread(), out);
      out.write(sha256(content.toByteArray(), content.size()));
    } catch (IOException e) {
      throw new UncheckedIOException(e); // memory does not fail
    }
    return content.toByteArray();
  }

  /** The last bytes of an artifact, in hexadecimal. */
  static String checksum(byte[] artifact) {
    StringBuilder text = new StringBuilder();
    for (int i = artifact.length - CHECKSUM_BYTES; i < artifact.length; i++) {
      text.append("%02x".formatted(artifact[i] & 0xff));
    }
    return text.toString();
  }

  static EtaModel read(Path file) {
    byte[] bytes = bytes(file);
    int contentBytes = bytes.length - CHECKSUM_BYTES;
    if (contentBytes < MARK.length + Integer.BYTES
        || !Arrays.equals(MARK, Arrays.copyOf(bytes, MARK.length))) {
      throw new UnreadableModelException(
          file, "is no ETA model; maybe another file has its name; train it anew");
    }
    try (DataInputStream in =
        new DataInputStream(new ByteArrayInputStream(bytes, MARK.length, contentBytes))) {
      int format = in.readInt();
      if (format != FORMAT) {
        throw new UnreadableModelException(
            file, "has format " + format + ", and this Kerb reads " + FORMAT + "; train it anew");
      }
      if (!Arrays.equals(
          sha256(bytes, contentBytes), Arrays.copyOfRange(bytes, contentBytes, bytes.length))) {
        throw new UnreadableModelException(
            file, "is damaged (its checksum is wrong); copy it again, or train it anew");
      }
      return model(file, in);
    } catch (IOException | IllegalArgumentException e) {
      throw new UnreadableModelException(file, "cannot be understood: " + e.getMessage());
    }
  }

  private static byte[] bytes(Path file) {
    try {
      if (Files.size(file) > BYTES_MAX) {
        throw new UnreadableModelException(file, "is larger than " + BYTES_MAX + " bytes");
      }
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UnreadableModelException(file, "cannot be read: " + e);
    }
  }

  private static EtaModel model(Path file, DataInputStream in) throws IOException {
    if (!in.readUTF().equals(FEATURES)) {
      throw new UnreadableModelException(
          file, "was trained on other features than this Kerb computes; train it anew");
    }
    Origin origin =
        new Origin(
            in.readLong(),
            Instant.ofEpochSecond(in.readLong()),
            Instant.ofEpochSecond(in.readLong()),
            in.readUTF());
    return new EtaModel(
        origin,
        new Calibration(floats(in)),
        table(in),
        trees(in),
        trees(in),
        trees(in),
        new Spread(in.readFloat(), in.readFloat(), floats(in), floats(in)));
  }

  private static void write(Origin origin, DataOutputStream out) throws IOException {
    out.writeLong(origin.trips());
    out.writeLong(origin.first().getEpochSecond());
    out.writeLong(origin.last().getEpochSecond());
    out.writeUTF(origin.roads());
  }

  private static void write(PlaceTable table, DataOutputStream out) throws IOException {
    out.writeInt(table.size());
    try {
      table.forEach(
          (key, sum, count) -> {
            try {
              out.writeLong(key);
              out.writeFloat(sum);
              out.writeFloat(count);
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          });
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private static PlaceTable table(DataInputStream in) throws IOException {
    int size = length(in, PlaceTable.GROUPS_MAX);
    PlaceTable table = new PlaceTable();
    for (int i = 0; i < size; i++) {
      table.add(in.readLong(), in.readFloat(), in.readFloat());
    }
    return table;
  }

  private static void write(Trees trees, DataOutputStream out) throws IOException {
    out.writeFloat(trees.base());
    write(trees.roots(), out);
    write(trees.links(), out);
    write(trees.values(), out);
  }

  private static Trees trees(DataInputStream in) throws IOException {
    return new Trees(in.readFloat(), ints(in), ints(in), floats(in));
  }

  private static void write(Spread spread, DataOutputStream out) throws IOException {
    out.writeFloat(spread.p10Deviations());
    out.writeFloat(spread.p90Deviations());
    write(spread.deviations(), out);
    write(spread.meanRatios(), out);
  }

  private static void write(float[] values, DataOutputStream out) throws IOException {
    out.writeInt(values.length);
    for (float value : values) {
      out.writeFloat(value);
    }
  }

  private static void write(int[] values, DataOutputStream out) throws IOException {
    out.writeInt(values.length);
    for (int value : values) {
      out.writeInt(value);
    }
  }

  private static float[] floats(DataInputStream in) throws IOException {
    float[] values = new float[length(in, Trees.NODES_MAX)];
    for (int i = 0; i < values.length; i++) {
      values[i] = in.readFloat();
    }
    return values;
  }

  private static int[] ints(DataInputStream in) throws IOException {
    int[] values = new int[length(in, Trees.NODES_MAX)];
    for (int i = 0; i < values.length; i++) {
      values[i] = in.readInt();
    }
    return values;
  }

  private static int length(DataInputStream in, int max) throws IOException {
    int length = in.readInt();
    if (length < 0 || length > max) {
      throw new IOException("a list of " + length + " values; 0 to " + max + " are possible");
    }
    return length;
  }

  private static byte[] sha256(byte[] bytes, int length) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(bytes, 0, length);
      return digest.digest();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
