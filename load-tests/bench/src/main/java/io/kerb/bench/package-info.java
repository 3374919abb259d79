/** Kerb's own parts against the field's, side by side in one run. */
package io.kerb.bench;
