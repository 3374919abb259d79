/** Finished trips, read from files and laid over a road network. */
package io.kerb.eta.trainer.trips;
