package io.kerb.dispatch.matching;

/** How a window was solved. */
public enum SolvedBy {
  OPTIMAL,
  /** The policy wants it so. */
  GREEDY,
  /** The optimal search had not ended when its budget was used up. */
  GREEDY_AFTER_DEADLINE
}
