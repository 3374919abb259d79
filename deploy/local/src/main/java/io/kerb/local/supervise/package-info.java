/**
 * Keeps child processes alive. Knows nothing of what they are: a child is a file that says how to
 * start it, so any command can add, hold or remove one while the supervisor runs.
 */
package io.kerb.local.supervise;
