/** Puts trip-service together. Present where the role is on. */
@Configuration
@Requires(property = "kerb.role.trips", value = "true")
package io.kerb.trip.wiring;

import io.micronaut.context.annotation.Configuration;
import io.micronaut.context.annotation.Requires;
