package io.kerb.location.gate;

/**
 * How far a driver's positions are believed, 0 to 100. One bad fix is soon forgiven; whoever jumps
 * about sinks below what the index takes for a candidate.
 */
final class Trust {
  static final int FULL = 100;
  private static final int EARNED_PER_PING = 5;
  private static final int LOST_PER_SUSPICION = 20;
  private static final int LOST_PER_JUMP = 40;

  private Trust() {}

  static int afterPlausible(int trust) {
    return Math.min(FULL, trust + EARNED_PER_PING);
  }

  static int afterSuspicion(int trust) {
    return Math.max(0, trust - LOST_PER_SUSPICION);
  }

  static int afterJump(int trust) {
    return Math.max(0, trust - LOST_PER_JUMP);
  }
}
