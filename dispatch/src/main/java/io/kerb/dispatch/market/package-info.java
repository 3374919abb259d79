/**
 * A market's state and its decisions: decide makes events, apply folds them, live and on replay
 * alike.
 */
package io.kerb.dispatch.market;
