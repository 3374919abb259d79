/** The command line of the simulated city. */
package io.kerb.city;
