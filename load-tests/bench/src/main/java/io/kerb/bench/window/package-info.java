/** How long a window takes on real engines, from its tick to its offers in the log. */
package io.kerb.bench.window;
