/** From trips to a model. */
package io.kerb.eta.trainer.fit;
