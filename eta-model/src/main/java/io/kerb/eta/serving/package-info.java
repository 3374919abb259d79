/** The learned model while it is used: which one, fed with what, and how good it is. */
package io.kerb.eta.serving;
