/** Surge, judged by riders who mind prices and drivers who follow them. */
package io.kerb.lab.surge;
