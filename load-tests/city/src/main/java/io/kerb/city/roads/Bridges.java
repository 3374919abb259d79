package io.kerb.city.roads;

/** Which roads are carried over something: the river, or the motorway. */
final class Bridges {
  private final River river;
  private final Motorway motorway;

  Bridges(River river, Motorway motorway) {
    this.river = river;
    this.motorway = motorway;
  }

  boolean isBridge(RoadClass roadClass, Point from, Point to) {
    return isOverWater(from, to)
        || (roadClass != RoadClass.MOTORWAY
            && roadClass != RoadClass.MOTORWAY_LINK
            && motorway.isUnder(from, to));
  }

  boolean isOverWater(Point from, Point to) {
    return river.isWater(from)
        || river.isWater(to)
        || river.isWater(from.towards(to, 0.5))
        || river.isNorth(from) != river.isNorth(to);
  }
}
