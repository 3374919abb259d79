/** Reading trips for who may see them. */
package io.kerb.trip.read;
