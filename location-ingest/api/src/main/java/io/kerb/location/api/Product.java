package io.kerb.location.api;

/** What a rider can order in a market, such as a standard car or a van. */
public record Product(ProductId productId, String name, int seats) {}
