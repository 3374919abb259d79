package io.kerb.dispatch.matching;

/** How a window was solved. */
public enum SolvedBy {
  OPTIMAL,
  /** The policy wants it so. */
  GREEDY,
  /** The optimal search had not ended when its budget was used up. */
  GREEDY_AFTER_DEADLINE,
  /** So it was with the cars on their way; without them, the search ended in time. */
  OPTIMAL_WITHOUT_CARS_ON_THEIR_WAY
}
