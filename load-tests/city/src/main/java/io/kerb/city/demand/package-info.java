/** Who wants to go where, and when: pure, from a seed and the hour. */
package io.kerb.city.demand;
