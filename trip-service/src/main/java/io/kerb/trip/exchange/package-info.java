/** Exchanges of trips between drivers on their way: dispatch's orders, carried out forward only. */
package io.kerb.trip.exchange;
