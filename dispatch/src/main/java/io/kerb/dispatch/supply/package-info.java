/** Who is willing to drive, what they serve, and whether they are busy. */
package io.kerb.dispatch.supply;
