/** The supply index on Redis shards, through Lettuce. */
package io.kerb.location.index.adapter;
