package io.kerb.trip.adapter.push;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.kerb.runtime.kafka.KafkaSettings;
import io.kerb.trip.push.OpenOffers;
import io.kerb.trip.push.Switchboard;
import io.kerb.trip.push.track.Assignments;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import java.time.Clock;
import org.apache.kafka.clients.producer.Producer;

/** Puts push together. */
@Factory
final class PushFactory {

  @Singleton
  OpenOffers openOffers() {
    return new OpenOffers();
  }

  @Singleton
  Assignments assignments() {
    return new Assignments();
  }

  @Singleton
  Switchboard switchboard(PushSettings settings, OpenOffers offers) {
    return new Switchboard(settings.bounds(), offers);
  }

  @Singleton
  NoticeReader noticeReader(ObjectMapper mapper) {
    return new NoticeReader(mapper);
  }

  @Context
  @Bean(preDestroy = "close")
  PushFeed feed(
      KafkaSettings kafka,
      Producer<String, byte[]> producer,
      PushSettings settings,
      NoticeReader reader,
      Switchboard switchboard,
      Assignments assignments,
      Clock clock) {
    return new PushFeed(
        kafka, producer, settings.replay(), reader, switchboard, assignments, clock);
  }
}
