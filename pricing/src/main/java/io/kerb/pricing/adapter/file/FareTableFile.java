package io.kerb.pricing.adapter.file;

import io.kerb.pricing.fare.FareBook;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * A fare table as an operator writes it, in YAML; see {@code fares/defaults.yml} for the fields.
 * Read node by node, so that every complaint can name its line.
 */
public final class FareTableFile {
  private static final String DEFAULTS = "fares/defaults.yml";
  private static final int FILE_BYTES_MAX = 1_000_000;

  private FareTableFile() {}

  /** The fares that Kerb comes with, for common currencies. */
  public static List<FareBook.Line> readDefaults() {
    try (InputStream in = FareTableFile.class.getClassLoader().getResourceAsStream(DEFAULTS)) {
      if (in == null) {
        throw new IllegalStateException("no " + DEFAULTS + " on the class path");
      }
      return read(DEFAULTS, new InputStreamReader(in, StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * @throws BadFareTableException naming the line and what is wrong in it
   */
  public static List<FareBook.Line> read(Path file) {
    try (Reader reader = Files.newBufferedReader(file)) {
      return read(file.toString(), reader);
    } catch (IOException e) {
      throw new BadFareTableException(
          file.toString(), 0, "cannot be read; kerb.pricing.fare-file names it", e);
    }
  }

  static List<FareBook.Line> read(String source, Reader reader) {
    Node root = compose(source, reader);
    if (root == null) {
      throw new BadFareTableException(source, 0, "is empty", null);
    }
    FareFields table = FareFields.of(source, "the table", root);
    String version = table.text("version");
    Node fares = table.node("fares");
    if (!(fares instanceof SequenceNode list) || list.getValue().isEmpty()) {
      throw table.bad(fares, "'fares' must be a list of at least one fare");
    }
    table.refuseOthers();
    List<FareBook.Line> lines = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (Node node : list.getValue()) {
      FareFields fields = FareFields.of(source, "a fare", node);
      FareBook.Line line = fields.line(version);
      String key = line.market() + "/" + line.rules().currency() + "/" + line.product();
      if (!seen.add(key)) {
        throw fields.bad(node, "a second fare for " + key + "; maybe remove one");
      }
      lines.add(line);
    }
    return lines;
  }

  private static Node compose(String source, Reader reader) {
    LoaderOptions options = new LoaderOptions();
    options.setAllowDuplicateKeys(false);
    options.setCodePointLimit(FILE_BYTES_MAX);
    try {
      return new Yaml(new SafeConstructor(options)).compose(reader);
    } catch (MarkedYAMLException e) {
      int line = e.getProblemMark() == null ? 0 : e.getProblemMark().getLine() + 1;
      throw new BadFareTableException(source, line, "is no YAML: " + e.getProblem(), e);
    } catch (org.yaml.snakeyaml.error.YAMLException e) {
      throw new BadFareTableException(source, 0, "is no YAML: " + e.getMessage(), e);
    }
  }
}
