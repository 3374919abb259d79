/** Real engines for a benchmark, in child processes. */
package io.kerb.bench.engines;
