/** Push over server-sent events and WebSocket, its feeds from Kafka, and the tracks of trips. */
package io.kerb.trip.adapter.push;
