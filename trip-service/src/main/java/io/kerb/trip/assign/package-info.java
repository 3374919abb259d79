/** The saga that gives a trip its driver: first the driver's slot, then the trip. */
package io.kerb.trip.assign;
