/** Trip events into their topic. */
package io.kerb.trip.adapter.kafka;
