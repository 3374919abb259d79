package io.kerb.pricing.adapter.file;

import io.kerb.location.api.LatLng;
import io.kerb.location.api.Market;
import io.kerb.location.api.MarketId;
import io.kerb.location.api.Markets;
import io.kerb.pricing.surge.SurgeGrid;
import io.kerb.pricing.surge.SurgeZone;
import io.kerb.pricing.surge.SurgeZones;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * Zones that price as one, as an operator writes them, in YAML:
 *
 * <pre>
 * version: 2026-11
 * zones:
 *   - market: porto
 *     name: airport
 *     polygon: [[41.23, -8.69], [41.23, -8.66], [41.26, -8.66], [41.26, -8.69]]
 * </pre>
 *
 * Corners are latitude and longitude. Read node by node, so that every complaint can name its line.
 */
public final class SurgeZoneFile {
  private static final int FILE_BYTES_MAX = 1_000_000;
  private static final int CORNERS_MAX = 1_000;

  private final Path file;
  private final Markets markets;
  private final Map<MarketId, List<SurgeZone>> zones = new HashMap<>();

  private SurgeZoneFile(Path file, Markets markets) {
    this.file = file;
    this.markets = markets;
  }

  /**
   * @throws BadZoneFileException naming the line and what is wrong in it
   */
  public static SurgeZones read(Path file, Markets markets) {
    return new SurgeZoneFile(file, markets).read();
  }

  private SurgeZones read() {
    Node root = compose();
    if (root == null) {
      throw new BadZoneFileException(file, 0, "is empty", null);
    }
    Map<String, Node> fields = fields(root, List.of("version", "zones"));
    List<Node> listed = sequence(fields.get("zones"), "'zones'");
    if (listed.size() > SurgeZones.ZONES_MAX) {
      throw bad(
          fields.get("zones"),
          listed.size() + " zones; allowed: " + SurgeZones.ZONES_MAX + " in one file");
    }
    listed.forEach(this::add);
    return new SurgeZones(text(fields.get("version"), "'version'"), zones);
  }

  private void add(Node node) {
    Map<String, Node> fields = fields(node, List.of("market", "name", "polygon"));
    Market market = market(fields.get("market"));
    List<LatLng> polygon =
        sequence(fields.get("polygon"), "'polygon'").stream().map(this::corner).toList();
    if (polygon.size() > CORNERS_MAX) {
      throw bad(fields.get("polygon"), polygon.size() + " corners; allowed: " + CORNERS_MAX);
    }
    List<SurgeZone> known = zones.computeIfAbsent(market.marketId(), id -> new ArrayList<>());
    try {
      known.add(SurgeZone.of(text(fields.get("name"), "'name'"), polygon));
      // Zones must not share cells: the grid says so.
      SurgeGrid.requireApart(known);
    } catch (IllegalArgumentException e) {
      throw bad(node, e.getMessage());
    }
  }

  private Market market(Node node) {
    String id = text(node, "'market'");
    return markets.listMarkets().stream()
        .filter(market -> market.marketId().value().equals(id))
        .findFirst()
        .orElseThrow(
            () ->
                bad(
                    node,
                    "there is no market '"
                        + id
                        + "'; maybe one of "
                        + markets.listMarkets().stream().map(Market::marketId).toList()));
  }

  private LatLng corner(Node node) {
    List<Node> pair = sequence(node, "a corner");
    try {
      if (pair.size() == 2) {
        return new LatLng(
            Double.parseDouble(text(pair.get(0), "a latitude")),
            Double.parseDouble(text(pair.get(1), "a longitude")));
      }
    } catch (IllegalArgumentException e) {
      throw bad(node, "no corner: " + e.getMessage());
    }
    throw bad(node, "a corner must be [latitude, longitude] in degrees");
  }

  private Map<String, Node> fields(Node node, List<String> names) {
    if (!(node instanceof MappingNode mapping)) {
      throw bad(node, "must be a list of 'field: value' with " + names);
    }
    Map<String, Node> fields = new HashMap<>();
    for (NodeTuple entry : mapping.getValue()) {
      String name = text(entry.getKeyNode(), "a field's name");
      if (!names.contains(name)) {
        throw bad(entry.getKeyNode(), "'" + name + "' is not known here; maybe one of " + names);
      }
      fields.put(name, entry.getValueNode());
    }
    for (String name : names) {
      if (!fields.containsKey(name)) {
        throw bad(node, "'" + name + "' is missing");
      }
    }
    return fields;
  }

  private List<Node> sequence(Node node, String what) {
    if (!(node instanceof SequenceNode list) || list.getValue().isEmpty()) {
      throw bad(node, what + " must be a list with at least one entry");
    }
    return list.getValue();
  }

  private String text(Node node, String what) {
    if (!(node instanceof ScalarNode scalar) || scalar.getValue().isBlank()) {
      throw bad(node, what + " must be a word or a number");
    }
    return scalar.getValue();
  }

  private BadZoneFileException bad(Node node, String message) {
    return new BadZoneFileException(file, node.getStartMark().getLine() + 1, message, null);
  }

  private Node compose() {
    LoaderOptions options = new LoaderOptions();
    options.setAllowDuplicateKeys(false);
    options.setCodePointLimit(FILE_BYTES_MAX);
    try (Reader reader = Files.newBufferedReader(file)) {
      return new Yaml(new SafeConstructor(options)).compose(reader);
    } catch (MarkedYAMLException e) {
      int line = e.getProblemMark() == null ? 0 : e.getProblemMark().getLine() + 1;
      throw new BadZoneFileException(file, line, "is no YAML: " + e.getProblem(), e);
    } catch (YAMLException e) {
      throw new BadZoneFileException(file, 0, "is no YAML: " + e.getMessage(), e);
    } catch (IOException e) {
      throw new BadZoneFileException(file, 0, "cannot be read; kerb.pricing.zone-file names it", e);
    }
  }
}
