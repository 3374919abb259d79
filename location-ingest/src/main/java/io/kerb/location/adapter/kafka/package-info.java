/** The log of pings: how they get in, and how the indexer reads them. */
package io.kerb.location.adapter.kafka;
