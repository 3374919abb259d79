package io.kerb.trip.adapter.push;

import io.kerb.trip.push.Notice;

/** The kinds of notices as clients know them, on either socket. */
final class NoticeNames {
  private NoticeNames() {}

  static String of(Notice notice) {
    if (notice instanceof Notice.TripChanged) {
      return "trip";
    }
    if (notice instanceof Notice.OfferMade) {
      return "offer";
    }
    return notice instanceof Notice.OfferClosed ? "offer_closed" : "driver_location";
  }
}
