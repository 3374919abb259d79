package io.kerb.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The road network that is served, and the market on it.
 *
 * @param dataset names the engines' data that belong to it
 * @param osmFile an OpenStreetMap extract, generated or real
 * @param marketFile the markets file of the server
 */
public record CityFiles(String dataset, Path osmFile, Path marketFile) {
  private static final int MARKET_ID_MAX = 32;
  private static final Duration GENERATE_BOUND = Duration.ofMinutes(3);

  /** Which city is wanted. */
  public sealed interface Choice {
    /** Drawn by our own generator: the same seed, the same streets. */
    record Generated(long seed, int junctions) implements Choice {}

    /** A real extract. */
    record Extract(Path osmFile) implements Choice {
      public Extract {
        osmFile = osmFile.toAbsolutePath().normalize();
        if (!Files.isReadable(osmFile) || Files.isDirectory(osmFile)) {
          throw new LocalException(
              "unreadable_osm_file",
              "cannot read the road network " + osmFile,
              "name an OpenStreetMap extract (.osm, .osm.gz, .osm.pbf) that is there");
        }
      }
    }
  }

  /** Names a choice: its own files, its own data in the engines. */
  public static String dataset(Choice choice) {
    if (choice instanceof Choice.Generated generated) {
      return "generated-" + generated.seed() + "-" + generated.junctions();
    }
    Path osm = ((Choice.Extract) choice).osmFile();
    // Two extracts of one name in two folders are two cities.
    return "osm-" + stem(osm) + "-" + Integer.toHexString(osm.getParent().hashCode());
  }

  /** {@code porto_central_2020} of {@code /maps/Porto Central 2020.osm.pbf}. */
  private static String stem(Path osm) {
    String name =
        osm.getFileName()
            .toString()
            .toLowerCase(Locale.ROOT)
            .replaceAll("\\.(osm|pbf|xml|gz|bz2)\\b", "")
            .replaceAll("[^a-z0-9]+", "_")
            .replaceAll("^_+|_+$", "");
    return name.isEmpty() ? "city" : name;
  }

  static CityFiles of(Home home, Choice choice) {
    String dataset = dataset(choice);
    Path osm =
        choice instanceof Choice.Extract extract
            ? extract.osmFile()
            : home.cities().resolve(dataset + ".osm");
    return new CityFiles(dataset, osm, home.cities().resolve(dataset + ".markets.json"));
  }

  /** Where the files of this choice are, made by the city's own tool where they are not yet. */
  public static CityFiles make(Checkout checkout, Home home, Choice choice) {
    CityFiles files = of(home, choice);
    if (files.isMade()) {
      return files;
    }
    List<String> words = new ArrayList<>();
    if (choice instanceof Choice.Generated generated) {
      words.addAll(
          List.of(
              "generate",
              "--market-file",
              files.marketFile().toString(),
              "--seed",
              Long.toString(generated.seed()),
              "--junctions",
              Integer.toString(generated.junctions()),
              "--out",
              files.osmFile().toString()));
    } else {
      String name = stem(files.osmFile());
      words.addAll(
          List.of(
              "market",
              "--osm",
              files.osmFile().toString(),
              "--out",
              files.marketFile().toString(),
              "--market-id",
              name.substring(0, Math.min(name.length(), MARKET_ID_MAX)),
              "--market-name",
              name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1).replace('_', ' ')));
    }
    Tool.Result result =
        new Tool(checkout.cityJar(), "-Xmx1g")
            .run(words, GENERATE_BOUND, Map.of("KERB_HOME", home.root().toString()));
    if (!result.succeeded() || !Files.exists(files.marketFile())) {
      throw new LocalException(
          "no_road_network",
          "no city could be made of " + files.osmFile() + ": " + result.lastLine(),
          choice instanceof Choice.Generated
              ? "try another --seed"
              : "name an OpenStreetMap extract (.osm, .osm.gz, .osm.pbf) with roads in it");
    }
    return files;
  }

  private boolean isMade() {
    try {
      return Files.exists(osmFile)
          && Files.exists(marketFile)
          && Files.getLastModifiedTime(marketFile).compareTo(Files.getLastModifiedTime(osmFile))
              >= 0;
    } catch (IOException e) {
      return false;
    }
  }
}
