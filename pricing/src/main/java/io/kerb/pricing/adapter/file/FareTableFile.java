package io.kerb.pricing.adapter.file;

import io.kerb.pricing.fare.BandRule;
import io.kerb.pricing.fare.FareTable;
import io.kerb.pricing.fare.Scope;
import io.kerb.pricing.fare.TollRule;
import io.kerb.pricing.fare.ZoneRule;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.nodes.Node;

/**
 * A fare table as an operator writes it, in YAML; see {@code fares/defaults.yml} for the fields.
 * Read node by node, so that every complaint can name its line.
 */
public final class FareTableFile {
  private static final String DEFAULTS = "fares/defaults.yml";
  private static final int FILE_BYTES_MAX = 1_000_000;
  private static final int ENTRIES_MAX = 1_000;

  private FareTableFile() {}

  /** The fares that Kerb comes with, for common currencies. */
  public static FareTable readDefaults() {
    try (InputStream in = FareTableFile.class.getClassLoader().getResourceAsStream(DEFAULTS)) {
      if (in == null) {
        throw new IllegalStateException("no " + DEFAULTS + " on the class path");
      }
      return read(DEFAULTS, new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * @throws BadFareTableException naming the line and what is wrong in it
   */
  public static FareTable read(Path file) {
    try {
      return read(file.toString(), Files.readString(file));
    } catch (IOException e) {
      throw new BadFareTableException(
          file.toString(), 0, "cannot be read; kerb.pricing.fare-file names it", e);
    }
  }

  /**
   * @param source what complaints call it
   * @throws BadFareTableException naming the line and what is wrong in it
   */
  public static FareTable read(String source, String text) {
    Node root = compose(source, text);
    if (root == null) {
      throw new BadFareTableException(source, 0, "is empty", null);
    }
    FareFields table = FareFields.of(source, "the table", root);
    String version = table.text("version");
    String digest = digest(text);
    List<FareFields> fares = table.list("fares", "fare", ENTRIES_MAX);
    if (fares.isEmpty()) {
      throw table.bad("'fares' is missing");
    }
    List<FareTable.Line> lines =
        each(fares, "fare", fields -> FareEntries.line(fields, version, digest), line -> key(line));
    List<ZoneRule> zones =
        each(
            table.list("zones", "zone", ENTRIES_MAX),
            "zone",
            FareEntries::zone,
            zone -> key(zone.scope(), zone.name()));
    List<TollRule> tolls =
        each(
            table.list("tolls", "toll", ENTRIES_MAX),
            "toll",
            FareEntries::toll,
            toll -> key(toll.scope(), toll.name()));
    // Bands of one name may be many: a rush hour in the morning, and one in the evening.
    List<BandRule> bands =
        table.list("bands", "band", ENTRIES_MAX).stream().map(FareEntries::band).toList();
    table.refuseOthers();
    return new FareTable(version, digest, text, lines, zones, tolls, bands);
  }

  private static <T> List<T> each(
      List<FareFields> entries,
      String what,
      Function<FareFields, T> read,
      Function<T, String> key) {
    List<T> rules = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (FareFields fields : entries) {
      T rule = read.apply(fields);
      if (!seen.add(key.apply(rule))) {
        throw fields.bad("a second " + what + " for " + key.apply(rule) + "; maybe remove one");
      }
      rules.add(rule);
    }
    return rules;
  }

  private static String key(FareTable.Line line) {
    Scope scope = line.scope();
    return scope.market() + "/" + scope.currency() + "/" + scope.product();
  }

  private static String key(Scope scope, String name) {
    return "'" + name + "' in " + scope.market() + "/" + scope.product();
  }

  private static Node compose(String source, String text) {
    LoaderOptions options = new LoaderOptions();
    options.setAllowDuplicateKeys(false);
    options.setCodePointLimit(FILE_BYTES_MAX);
    try {
      return new Yaml(new SafeConstructor(options)).compose(new StringReader(text));
    } catch (MarkedYAMLException e) {
      int line = e.getProblemMark() == null ? 0 : e.getProblemMark().getLine() + 1;
      throw new BadFareTableException(source, line, "is no YAML: " + e.getProblem(), e);
    } catch (org.yaml.snakeyaml.error.YAMLException e) {
      throw new BadFareTableException(source, 0, "is no YAML: " + e.getMessage(), e);
    }
  }

  private static String digest(String text) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
