/** Load on Kerb's public API, as Gatling simulations. */
package io.kerb.gatling;
