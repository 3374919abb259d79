/** How good a model is, beside what one would do without it. */
package io.kerb.eta.trainer.evaluate;
