package io.kerb.pricing.api;

/**
 * Which text the rules were written in.
 *
 * @param digest of the fare table; empty for rules from before tables were kept
 * @param line in it, from 1; 0 if unknown
 */
public record FareSource(String digest, int line) {
  /** Of rules that do not say. */
  public static final FareSource UNKNOWN = new FareSource("", 0);
}
