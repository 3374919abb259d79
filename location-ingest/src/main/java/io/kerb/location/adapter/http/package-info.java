/** Pings over HTTP, nearby cars for riders, and the supply map for operators. */
@Configuration
@Requires(property = "kerb.role.ingest", value = "true")
package io.kerb.location.adapter.http;

import io.micronaut.context.annotation.Configuration;
import io.micronaut.context.annotation.Requires;
