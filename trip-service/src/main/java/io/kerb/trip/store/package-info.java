/**
 * What the sagas need of a store, and no more. Each conditional write is one try: it applies, is
 * refused, or its outcome is unknown; who insists is {@link io.kerb.trip.claim.Insistence}.
 */
package io.kerb.trip.store;
