/** Which ports are free, and who holds those that are not. */
package io.kerb.local.port;
