/** The topic and events that trip-service owns. */
package io.kerb.trip.api;
