/**
 * What follows a stored change: slots freed, views written, the event published; and the sweeps.
 */
package io.kerb.trip.settle;
