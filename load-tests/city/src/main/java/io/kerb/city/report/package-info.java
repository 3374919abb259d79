/** What the city tells on standard output. */
package io.kerb.city.report;
