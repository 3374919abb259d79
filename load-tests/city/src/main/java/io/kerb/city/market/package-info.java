/** The markets file: which city the server serves, and the simulation plays in. */
package io.kerb.city.market;
