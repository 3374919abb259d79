/** Kerb's public API over the wire: HTTP, server-sent events, WebSocket. */
package io.kerb.city.http;
