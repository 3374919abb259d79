package io.kerb.dispatch.policy;

import java.util.Objects;
import java.util.Optional;

/** Which policy a market goes by: the newest that was put into the log, else the configured one. */
public final class PolicyBook {
  private Optional<PolicyChanged> active = Optional.empty();
  private long lastNumber;

  public void apply(PolicyEvent event) {
    if (event instanceof PolicyChanged changed && changed.number() > activeNumber()) {
      active = Optional.of(changed);
      lastNumber = Math.max(lastNumber, changed.number());
    }
  }

  /**
   * There is a policy of this number that the present code does not understand: a newer version
   * wrote it. The one before it stays in force; the number is not given again.
   *
   * @return false if this was known already
   */
  public boolean passOver(long number) {
    boolean isNews = number > lastNumber;
    lastNumber = Math.max(lastNumber, number);
    return isNews;
  }

  /** Empty while the configured policy holds. */
  public Optional<PolicyChanged> findActive() {
    return active;
  }

  /** Of the policy in force; 0 for the configured one. */
  public long activeNumber() {
    return active.map(PolicyChanged::number).orElse(0L);
  }

  public long nextNumber() {
    return lastNumber + 1;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof PolicyBook book
        && active.equals(book.active)
        && lastNumber == book.lastNumber;
  }

  @Override
  public int hashCode() {
    return Objects.hash(active, lastNumber);
  }

  @Override
  public String toString() {
    return active.map(changed -> changed.policy().version()).orElse("configured policy");
  }
}
