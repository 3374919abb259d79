/**
 * One market, one writer: the group member that holds a market's partition takes it over by the
 * log, and writes in transactions that fence whoever had it before.
 */
package io.kerb.dispatch.adapter.kafka;
