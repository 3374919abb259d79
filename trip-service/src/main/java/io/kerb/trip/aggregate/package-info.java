/** What a trip is and how it may change. Pure: time, ids and prices come in as parameters. */
package io.kerb.trip.aggregate;
