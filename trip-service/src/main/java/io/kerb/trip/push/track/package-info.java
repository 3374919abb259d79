/** Where a trip's driver was and is: which ping belongs to which trip. Pure. */
package io.kerb.trip.push.track;
