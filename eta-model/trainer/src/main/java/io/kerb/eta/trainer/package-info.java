/** Learns ETA models from finished trips, and judges them. Never part of a server. */
package io.kerb.eta.trainer;
