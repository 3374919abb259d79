package io.kerb.eta.api;

import io.kerb.location.api.LatLng;
import java.util.ArrayList;
import java.util.List;

/**
 * Google's encoded polyline format, precision 5: steps of 1e-5 degrees (about 1 m) as zigzag
 * numbers in groups of five bits.
 */
public final class Polyline {
  private static final double STEPS_PER_DEGREE = 1e5;
  private static final int GROUP_BITS = 5;
  private static final int GROUP_MASK = 0x1f;
  private static final int MORE = 0x20;
  private static final int FIRST_CHARACTER = 63;

  private Polyline() {}

  public static String encode(List<LatLng> points) {
    StringBuilder text = new StringBuilder(points.size() * 8);
    long latitude = 0;
    long longitude = 0;
    for (LatLng point : points) {
      long nextLatitude = Math.round(point.latitude() * STEPS_PER_DEGREE);
      long nextLongitude = Math.round(point.longitude() * STEPS_PER_DEGREE);
      append(text, nextLatitude - latitude);
      append(text, nextLongitude - longitude);
      latitude = nextLatitude;
      longitude = nextLongitude;
    }
    return text.toString();
  }

  /**
   * @throws IllegalArgumentException if the text ends within a number or leaves the Earth
   */
  public static List<LatLng> decode(String text) {
    List<LatLng> points = new ArrayList<>();
    long[] position = {0, 0};
    int axis = 0;
    long bits = 0;
    int shift = 0;
    for (int i = 0; i < text.length(); i++) {
      int group = text.charAt(i) - FIRST_CHARACTER;
      if (group < 0 || group > (MORE | GROUP_MASK) || shift > 30) {
        throw new IllegalArgumentException("not an encoded polyline at character " + i);
      }
      bits |= (long) (group & GROUP_MASK) << shift;
      shift += GROUP_BITS;
      if (group < MORE) {
        position[axis] += (bits & 1) == 0 ? bits >> 1 : ~(bits >> 1);
        if (axis == 1) {
          points.add(new LatLng(position[0] / STEPS_PER_DEGREE, position[1] / STEPS_PER_DEGREE));
        }
        axis = 1 - axis;
        bits = 0;
        shift = 0;
      }
    }
    if (axis != 0 || shift != 0) {
      throw new IllegalArgumentException("the polyline ends within a point");
    }
    return points;
  }

  private static void append(StringBuilder text, long step) {
    long zigzag = step << 1 ^ step >> 63;
    while (zigzag >= MORE) {
      text.append((char) ((MORE | zigzag & GROUP_MASK) + FIRST_CHARACTER));
      zigzag >>= GROUP_BITS;
    }
    text.append((char) (zigzag + FIRST_CHARACTER));
  }
}
