package io.kerb.city.roads;

/** The classes of the network, the greatest first; tags and speeds as OpenStreetMap has them. */
enum RoadClass {
  MOTORWAY("motorway", 100),
  MOTORWAY_LINK("motorway_link", 50),
  TRUNK("trunk", 70),
  PRIMARY("primary", 50),
  SECONDARY("secondary", 50),
  TERTIARY("tertiary", 40),
  RESIDENTIAL("residential", 30);

  private final String tag;
  private final int maxSpeedKmh;

  RoadClass(String tag, int maxSpeedKmh) {
    this.tag = tag;
    this.maxSpeedKmh = maxSpeedKmh;
  }

  String tag() {
    return tag;
  }

  int maxSpeedKmh() {
    return maxSpeedKmh;
  }

  boolean outranks(RoadClass other) {
    return ordinal() < other.ordinal();
  }
}
