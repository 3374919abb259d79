/** Signed offers, and the topics and events that dispatch owns. */
package io.kerb.dispatch.api;
