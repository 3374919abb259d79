/** The threads of trip-service: settling after each change, and the sweeps. */
package io.kerb.trip.adapter.background;
