package io.kerb.pricing.adapter.http;

/** A price's explanation, as far as it is the asker's business. */
public sealed interface QuoteWhy permits QuoteWhyBody, QuoteWhyPlainBody {}
