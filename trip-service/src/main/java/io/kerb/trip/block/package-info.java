/** Riders and drivers who do not want to meet again. */
package io.kerb.trip.block;
