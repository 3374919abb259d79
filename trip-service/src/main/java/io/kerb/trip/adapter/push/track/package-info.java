/** Trips' tracks: from the drivers' pings to Cassandra, and as GeoJSON to the rider. */
package io.kerb.trip.adapter.push.track;
