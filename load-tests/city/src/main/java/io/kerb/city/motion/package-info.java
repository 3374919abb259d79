/** How cars move along routes: pure, in steps of simulated time. */
package io.kerb.city.motion;
