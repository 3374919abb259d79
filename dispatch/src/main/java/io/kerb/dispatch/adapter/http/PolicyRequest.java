package io.kerb.dispatch.adapter.http;

import io.micronaut.core.annotation.Introspected;
import io.micronaut.core.annotation.Nullable;
import java.util.Map;

/**
 * A wish for other numbers.
 *
 * @param policy the fields to change, named as in the answer: what is absent stays, null goes back
 *     to what is configured
 * @param expectedVersion only if this version is in force; 0 for the configured policy
 * @param note for people; at most 200 characters
 */
@Introspected
public record PolicyRequest(
    @Nullable Map<String, Object> policy, @Nullable Long expectedVersion, @Nullable String note) {
  static final int NOTE_MAX = 200;
}
