/** The REST face of trips; wire records are plain and convert once. */
package io.kerb.trip.adapter.http;
