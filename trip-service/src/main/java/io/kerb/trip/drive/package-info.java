/**
 * Rides as they were driven: which finished trips tell how long a way takes. Pure; the export and
 * the running ETA model read the same.
 */
package io.kerb.trip.drive;
