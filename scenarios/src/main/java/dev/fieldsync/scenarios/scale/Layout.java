package dev.fieldsync.scenarios.scale;

/**
 * What is there to do it.
 *
 * @param cells each a whole Fieldsync: gateways, brokers, workers and a database of its own
 * @param partitions of a cell's update requests
 * @param databaseCores processors of a cell's database
 * @param placement which cell an organization is in
 */
record Layout(int cells, int partitions, int databaseCores, Placement placement) {}
