/** How long a price takes, asked over HTTP of a running installation. */
package io.kerb.bench.quotes;
