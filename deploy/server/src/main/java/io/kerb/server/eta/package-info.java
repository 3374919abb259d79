/**
 * The learned ETAs in the running server: files watched, finished trips heard of, operators told.
 */
package io.kerb.server.eta;
