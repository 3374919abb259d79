/** Pricing's endpoints, present where the role is on. */
@Configuration
@Requires(property = "kerb.role.pricing", value = "true")
package io.kerb.pricing.adapter.http;

import io.micronaut.context.annotation.Configuration;
import io.micronaut.context.annotation.Requires;
