package io.kerb.city.life;

import static org.assertj.core.api.Assertions.assertThat;

import io.kerb.location.api.LatLng;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a driver's app makes of the news of trips. */
class ItineraryTest {
  private static final String ME = "11";
  private static final String OTHER = "12";

  private static TripNews news(String trip, long version, String status, String driver) {
    LatLng place = new LatLng(10, 20);
    return new TripNews(trip, version, status, driver, "7", "", place, place);
  }

  private static Itinerary after(TripNews... all) {
    Itinerary trips = Itinerary.EMPTY;
    for (TripNews news : all) {
      trips = trips.after(news, ME);
    }
    return trips;
  }

  @Test
  void a_trip_accepted_during_a_ride_comes_after_it_and_then_is_the_current_one() {
    Itinerary trips = after(news("a", 4, "in_progress", ME), news("b", 2, "accepted", ME));
    assertThat(trips.tripIds()).containsExactly("a", "b");
    assertThat(trips.after(news("a", 5, "completed", ME), ME).tripIds()).containsExactly("b");
  }

  @Test
  void only_a_ride_leaves_room_for_one_more() {
    assertThat(after(news("a", 2, "accepted", ME)).hasRoomBehind()).isFalse();
    Itinerary riding = after(news("a", 4, "in_progress", ME));
    assertThat(riding.hasRoomBehind()).isTrue();
    assertThat(riding.after(news("b", 2, "accepted", ME), ME).hasRoomBehind()).isFalse();
  }

  @Test
  void who_is_relieved_has_nothing_left() {
    assertThat(after(news("a", 2, "accepted", ME), news("a", 3, "accepted", OTHER)).isEmpty())
        .isTrue();
  }

  @Test
  void an_exchange_leads_to_the_other_trip_in_whichever_order_its_news_come() {
    TripNews mine = news("a", 2, "accepted", ME);
    TripNews lost = news("a", 3, "accepted", OTHER);
    TripNews got = news("b", 3, "accepted", ME);
    assertThat(after(mine, lost, got).tripIds()).containsExactly("b");
    assertThat(after(mine, got, lost).tripIds()).containsExactly("b");
  }

  @Test
  void old_news_change_nothing() {
    Itinerary trips = after(news("a", 4, "in_progress", ME));
    assertThat(trips.after(news("a", 2, "accepted", OTHER), ME)).isEqualTo(trips);
  }

  @Test
  void the_servers_order_counts_and_what_was_heard_later_stays() {
    Itinerary trips = after(news("b", 2, "accepted", ME), news("a", 5, "in_progress", ME));
    Itinerary told =
        trips.asTold(List.of(news("a", 4, "arriving", ME), news("b", 2, "accepted", ME)));
    assertThat(told.tripIds()).containsExactly("a", "b");
    assertThat(told.findCurrent().orElseThrow().status()).isEqualTo("in_progress");
  }
}
