/** The questions other services ask of the road network: routes and pickup ETAs. */
package io.kerb.eta.api;
