package io.kerb.eta.network;

/**
 * What it takes to drive an edge one way, by the time model.
 *
 * @param driveS for its length; infinite where cars may not go
 * @param limited whether a posted limit made the speed, not the class's cruising speed
 * @param delayS at the junction it leads into
 */
record Passage(String roadClass, double driveS, boolean limited, double delayS) {
  static Passage closed(String roadClass) {
    return new Passage(roadClass, Double.POSITIVE_INFINITY, false, 0);
  }

  boolean isOpen() {
    return Double.isFinite(driveS);
  }

  double seconds() {
    return driveS + delayS;
  }
}
