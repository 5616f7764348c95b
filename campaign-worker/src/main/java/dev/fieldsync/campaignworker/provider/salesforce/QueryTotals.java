package dev.fieldsync.campaignworker.provider.salesforce;

/** What a whole query gave. */
public record QueryTotals(int pages, int records) {}
