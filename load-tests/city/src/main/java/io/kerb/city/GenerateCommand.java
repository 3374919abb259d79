package io.kerb.city;

import io.kerb.city.market.MarketFile;
import io.kerb.city.roads.CityPlan;
import io.kerb.city.roads.CityRoads;
import io.kerb.city.roads.OsmXml;
import io.kerb.city.roads.RoadNetworkPlanner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "generate",
    mixinStandardHelpOptions = true,
    description = "Draws a city's road network as OpenStreetMap XML, with its markets file.")
final class GenerateCommand implements Callable<Integer> {
  @Option(names = "--seed", defaultValue = "1", description = "same seed, same city; default: 1")
  long seed;

  @Option(names = "--junctions", defaultValue = "4000", description = "about; default: 4000")
  int junctions;

  @Option(names = "--out", required = true, description = "the .osm file to write")
  Path out;

  @Option(names = "--market-file", description = "the markets file to write")
  Path marketFile;

  @Mixin MarketOptions market;

  @Override
  public Integer call() throws IOException {
    CityRoads city = RoadNetworkPlanner.draw(new CityPlan(seed, junctions));
    createParent(out);
    OsmXml.write(city, out);
    if (marketFile != null) {
      createParent(marketFile);
      MarketFile.write(
          marketFile,
          MarketFile.around(
              market.marketId,
              market.name,
              city.southWest(),
              city.northEast(),
              market.timeZone.getId(),
              market.currency.getCurrencyCode()));
    }
    System.out.printf("%s: %d junctions, seed %d%n", out, city.junctions(), seed);
    return 0;
  }

  static void createParent(Path file) throws IOException {
    Path parent = file.toAbsolutePath().getParent();
    if (parent != null) {
      Files.createDirectories(parent);
    }
  }
}
