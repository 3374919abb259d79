/** A window's requests and drivers are weighed and assigned at once. */
package io.kerb.dispatch.matching;
