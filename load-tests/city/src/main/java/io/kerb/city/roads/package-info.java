/** Draws a believable road network from a seed, and writes it as OpenStreetMap XML. */
package io.kerb.city.roads;
