/**
 * What the adapters of every service share: problem answers, the caller's identity, Kafka settings
 * and consumer loops, CQL migrations. It knows no service.
 */
package io.kerb.runtime;
