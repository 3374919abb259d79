/** Trips and their events to Protobuf and back. */
package io.kerb.trip.adapter.codec;
