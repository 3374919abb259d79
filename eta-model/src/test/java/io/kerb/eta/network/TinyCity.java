package io.kerb.eta.network;

import io.kerb.location.api.LatLng;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A grid of streets, about 111 m apart, written as OSM: row 0 is a primary road, every third column
 * a one-way street to the north, and far away lies an island with one street.
 */
final class TinyCity {
  static final double SOUTH = 0.0;
  static final double WEST = 0.0;
  static final double STEP = 0.001;
  static final LatLng ISLAND = new LatLng(0.5, 0.5005);

  private final int size;

  TinyCity(int size) {
    this.size = size;
  }

  LatLng corner(int row, int column) {
    return new LatLng(SOUTH + row * STEP, WEST + column * STEP);
  }

  Path write(Path file) {
    try {
      return Files.writeString(file, xml());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String xml() {
    StringBuilder osm = new StringBuilder("<?xml version='1.0'?>\n<osm version='0.6'>\n");
    for (int row = 0; row < size; row++) {
      for (int column = 0; column < size; column++) {
        node(osm, id(row, column), corner(row, column));
      }
    }
    node(osm, 900_001, new LatLng(0.5, 0.5));
    node(osm, 900_002, new LatLng(0.5, 0.501));
    for (int row = 0; row < size; row++) {
      way(osm, 1000 + row, true, row, row == 0 ? "primary" : "residential", false);
    }
    for (int column = 0; column < size; column++) {
      way(osm, 2000 + column, false, column, "residential", column % 3 == 1);
    }
    osm.append("<way id='3000'><nd ref='900001'/><nd ref='900002'/>");
    osm.append("<tag k='highway' v='residential'/></way>\n");
    return osm.append("</osm>\n").toString();
  }

  private void way(
      StringBuilder osm, int id, boolean row, int line, String highway, boolean oneWay) {
    osm.append("<way id='").append(id).append("'>");
    for (int i = 0; i < size; i++) {
      osm.append("<nd ref='").append(row ? id(line, i) : id(i, line)).append("'/>");
    }
    osm.append("<tag k='highway' v='").append(highway).append("'/>");
    if (oneWay) {
      osm.append("<tag k='oneway' v='yes'/>");
    }
    osm.append("</way>\n");
  }

  private static void node(StringBuilder osm, int id, LatLng place) {
    osm.append(
        "<node id='%d' lat='%.7f' lon='%.7f'/>%n"
            .formatted(id, place.latitude(), place.longitude()));
  }

  private int id(int row, int column) {
    return 1 + row * size + column;
  }
}
