package io.kerb.trip.adapter.push;

import io.kerb.trip.push.Switchboard;
import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;

/**
 * Bounds and times of push.
 *
 * @param replay how far back the feeds begin: longer than any offer lasts, and long enough for an
 *     operator who comes back after a restart
 * @param heartbeat between two signs of life on a quiet stream
 * @param stallMax how long a stream that was closed may take to hear the reason before its
 *     connection is dropped
 * @param streams open at once on this instance
 * @param streamsPerPerson open at once for one person
 * @param queue news that may wait for a rider or a driver
 * @param operatorQueue news that may wait for an operator
 * @param recentChanges trip changes remembered for operators who come back
 */
@ConfigurationProperties("kerb.push")
public record PushSettings(
    @Bindable(defaultValue = "10m") Duration replay,
    @Bindable(defaultValue = "10s") Duration heartbeat,
    @Bindable(defaultValue = "5s") Duration stallMax,
    @Bindable(defaultValue = "20000") int streams,
    @Bindable(defaultValue = "16") int streamsPerPerson,
    @Bindable(defaultValue = "256") int queue,
    @Bindable(defaultValue = "4096") int operatorQueue,
    @Bindable(defaultValue = "2048") int recentChanges) {

  Switchboard.Bounds bounds() {
    return new Switchboard.Bounds(streams, streamsPerPerson, queue, operatorQueue, recentChanges);
  }
}
