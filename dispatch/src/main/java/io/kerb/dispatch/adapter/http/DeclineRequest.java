package io.kerb.dispatch.adapter.http;

import io.micronaut.core.annotation.Introspected;
import io.micronaut.core.annotation.Nullable;

/**
 * @param reason for people, not for rules; at most 200 characters
 */
@Introspected
public record DeclineRequest(@Nullable String reason) {
  static final int REASON_MAX = 200;
}
