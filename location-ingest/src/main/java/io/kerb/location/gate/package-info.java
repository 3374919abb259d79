/** The ping gate: which reports may enter the log, and how far to trust them. Pure. */
package io.kerb.location.gate;
