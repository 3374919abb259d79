package io.kerb.city;

import io.kerb.city.market.MarketFile;
import io.kerb.eta.network.RoadNetwork;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "market",
    mixinStandardHelpOptions = true,
    description = "Writes the markets file for the roads of any OpenStreetMap extract.")
final class MarketCommand implements Callable<Integer> {
  @Mixin RoadOptions roads;
  @Mixin MarketOptions market;

  @Option(names = "--out", required = true, description = "the markets file to write")
  Path out;

  @Override
  public Integer call() throws IOException {
    try (RoadNetwork network = roads.open(market.timeZone)) {
      RoadNetwork.Bounds bounds = network.bounds();
      GenerateCommand.createParent(out);
      MarketFile.write(
          out,
          MarketFile.around(
              market.marketId,
              market.name,
              bounds.southWest(),
              bounds.northEast(),
              market.timeZone.getId(),
              market.currency.getCurrencyCode()));
      System.out.printf("%s: market of %d junctions%n", out, network.junctions());
      return 0;
    }
  }
}
