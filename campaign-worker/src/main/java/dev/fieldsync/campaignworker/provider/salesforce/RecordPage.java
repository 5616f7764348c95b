package dev.fieldsync.campaignworker.provider.salesforce;

import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/**
 * Some of the records of a query.
 *
 * @param number from 1 on
 * @param records each with the fields that were selected, in the query's order
 * @param totalSize how many records the query finds in all
 */
public record RecordPage(int number, List<ObjectNode> records, int totalSize) {}
