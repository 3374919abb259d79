/** The window's assignment against jgrapht and OR-Tools. */
package io.kerb.bench.solver;
