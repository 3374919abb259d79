/** Finished trips of a running system to a file. */
package io.kerb.trip.adapter.export;
