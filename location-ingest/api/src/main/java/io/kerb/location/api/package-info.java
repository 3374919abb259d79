/** Ids, geometry, markets and the ping's wire schema: the words every service shares. */
package io.kerb.location.api;
