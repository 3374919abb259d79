package io.kerb.city.roads;

import java.util.random.RandomGenerator;

/**
 * Slow hills under the drawing board: moves every place a little, so that no street is dead
 * straight. Its slope stays far below 1, so that nothing that was apart comes to cross.
 */
final class Terrain {
  private static final double SWING_M = 26;
  private static final double LONG_WAVE_M = 1_500;
  private static final double SHORT_WAVE_M = 640;

  private final double[] phases = new double[4];

  Terrain(RandomGenerator random) {
    for (int i = 0; i < phases.length; i++) {
      phases[i] = random.nextDouble(2 * Math.PI);
    }
  }

  Point lift(Point place) {
    double dx = wave(place.y() + 0.4 * place.x(), LONG_WAVE_M, phases[0]);
    double dy = wave(place.x() - 0.3 * place.y(), LONG_WAVE_M, phases[1]);
    dx += 0.35 * wave(place.y() - 0.7 * place.x(), SHORT_WAVE_M, phases[2]);
    dy += 0.35 * wave(place.x() + 0.6 * place.y(), SHORT_WAVE_M, phases[3]);
    return place.plus(new Point(dx, dy));
  }

  private static double wave(double along, double length, double phase) {
    return SWING_M * Math.sin(2 * Math.PI * along / length + phase);
  }
}
