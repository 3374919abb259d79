/**
 * What a drive really takes, learned over what the empty roads say: calibration by hour of week and
 * length, then boosted trees over the rest. Pure: no clock, no framework, no native code; reading
 * an artifact is its only I/O.
 */
package io.kerb.eta.residual;
