/** Where the parts of location-ingest are put together. */
package io.kerb.location.wiring;
