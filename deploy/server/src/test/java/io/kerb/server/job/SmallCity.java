package io.kerb.server.job;

import io.kerb.location.api.LatLng;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Thirteen by thirteen blocks of 150 m: enough roads for the tests, written as OSM. */
final class SmallCity {
  static final String OSM = "small-city.osm";
  private static final int STREETS = 13;
  private static final double SOUTH = 59.90;
  private static final double WEST = 10.70;
  private static final double STEP_LATITUDE = 0.00135;
  private static final double STEP_LONGITUDE = 0.0027;

  private SmallCity() {}

  /** A junction by its row and column. */
  static LatLng junction(int row, int column) {
    return new LatLng(SOUTH + row * STEP_LATITUDE, WEST + column * STEP_LONGITUDE);
  }

  /** Writes the roads and the market; returns the markets file. */
  static Path write(Path folder) {
    try {
      Files.createDirectories(folder);
      Files.writeString(folder.resolve(OSM), osm());
      return Files.writeString(folder.resolve("markets.json"), market());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String osm() {
    StringBuilder xml = new StringBuilder("<?xml version='1.0'?>\n<osm version=\"0.6\">\n");
    for (int row = 0; row < STREETS; row++) {
      for (int column = 0; column < STREETS; column++) {
        LatLng place = junction(row, column);
        xml.append(
            "<node id=\"%d\" version=\"1\" lat=\"%.7f\" lon=\"%.7f\"/>\n"
                .formatted(id(row, column), place.latitude(), place.longitude()));
      }
    }
    for (int i = 0; i < STREETS; i++) {
      StringBuilder across = new StringBuilder();
      StringBuilder along = new StringBuilder();
      for (int j = 0; j < STREETS; j++) {
        across.append("<nd ref=\"").append(id(i, j)).append("\"/>");
        along.append("<nd ref=\"").append(id(j, i)).append("\"/>");
      }
      xml.append(way(10_000 + i, across)).append(way(20_000 + i, along));
    }
    return xml.append("</osm>\n").toString();
  }

  private static long id(int row, int column) {
    return 1 + row * (long) STREETS + column;
  }

  private static String way(int id, CharSequence nodes) {
    return "<way id=\"%d\" version=\"1\">%s<tag k=\"highway\" v=\"residential\"/></way>\n"
        .formatted(id, nodes);
  }

  private static String market() {
    LatLng low = new LatLng(SOUTH - 0.01, WEST - 0.01);
    LatLng high =
        new LatLng(SOUTH + STREETS * STEP_LATITUDE + 0.01, WEST + STREETS * STEP_LONGITUDE + 0.01);
    return """
        [{"market_id":"small","name":"Small","time_zone":"Europe/Oslo","currency":"NOK",
          "boundary":[%s,%s,%s,%s],
          "products":[{"product_id":"standard","name":"Standard","seats":4},
                      {"product_id":"xl","name":"XL","seats":6}],
          "partition":0,"ping_partitions":{"first":0,"count":4}}]
        """
        .formatted(
            Api.place(low),
            Api.place(new LatLng(low.latitude(), high.longitude())),
            Api.place(high),
            Api.place(new LatLng(high.latitude(), low.longitude())));
  }
}
