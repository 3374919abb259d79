/** Carrying out a command on a trip that is there. */
package io.kerb.trip.change;
