/** Drivers and riders: what they do, decided from injected random, time and API. */
package io.kerb.city.life;
