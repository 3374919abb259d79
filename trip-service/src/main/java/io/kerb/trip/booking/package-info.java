/** Rides booked ahead: places for them, and when to begin to look for a driver. */
package io.kerb.trip.booking;
