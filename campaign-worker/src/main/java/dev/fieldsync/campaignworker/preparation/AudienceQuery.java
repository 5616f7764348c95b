package dev.fieldsync.campaignworker.preparation;

import java.util.UUID;

/**
 * A query that a worker runs, until it is told how it ended or its lease is over.
 *
 * @param campaignId whose audience it is
 * @param organizationId whose campaign that is
 * @param soql the query
 * @param attempt how often it has failed
 * @param token the fencing token: only under it is anything written
 */
record AudienceQuery(
    UUID campaignId, String organizationId, String soql, int attempt, long token) {}
