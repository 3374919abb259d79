/** The command line. */
package io.kerb.eta.trainer.command;
