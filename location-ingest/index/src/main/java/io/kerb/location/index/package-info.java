/**
 * The supply index: which drivers are near this place. Pure parts here (records, cells, ring,
 * search); Redis is in {@code adapter}. The indexer writes it; dispatch, pricing and the rider's
 * app read it through {@code SupplySearch}.
 */
package io.kerb.location.index;
