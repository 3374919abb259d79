/** Binding drivers and riders to trips by compare-and-set, and insisting on an answer. */
package io.kerb.trip.claim;
