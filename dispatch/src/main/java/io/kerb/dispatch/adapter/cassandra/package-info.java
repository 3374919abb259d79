/** Decisions, kept queryable for a week. */
package io.kerb.dispatch.adapter.cassandra;
