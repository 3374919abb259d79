/** Riders, cars and time, all simulated: a day in which the production policies decide. */
package io.kerb.lab.world;
