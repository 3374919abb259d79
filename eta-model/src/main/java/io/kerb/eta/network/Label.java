package io.kerb.eta.network;

/**
 * What a junction reaches by climbing the hierarchy, or what reaches it so. The fastest way between
 * two junctions climbs from the one and descends to the other, so it passes a junction that is in
 * both their labels.
 *
 * @param seconds to or from each of the junctions, nearest first; single precision, which is 0.1 ms
 *     in a quarter of an hour
 */
record Label(int[] junctions, float[] seconds) {
  int size() {
    return junctions.length;
  }
}
