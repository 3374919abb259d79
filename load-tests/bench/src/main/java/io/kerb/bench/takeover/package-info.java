/** What happens to a market whose dispatcher dies, or stops and wakes up. */
package io.kerb.bench.takeover;
