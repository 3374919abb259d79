/** The market's trips as far as dispatch needs them: who waits for a driver, and who has one. */
package io.kerb.dispatch.request;
