/** A market to measure in: its roads, drivers, riders, and what its dispatcher wrote. */
package io.kerb.bench.town;
