/** Puts the role together; present only where it is on. */
@Configuration
@Requires(property = "kerb.role.dispatch", value = "true")
package io.kerb.dispatch.wiring;

import io.micronaut.context.annotation.Configuration;
import io.micronaut.context.annotation.Requires;
