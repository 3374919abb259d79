/** Which roads did a car take? Hidden-Markov map matching of sparse positions. Pure. */
package io.kerb.eta.match;
