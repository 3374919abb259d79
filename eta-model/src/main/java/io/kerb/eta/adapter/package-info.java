/** Files of positions, trips and speeds, and the command that learns from them. */
package io.kerb.eta.adapter;
