package dev.fieldsync.scenarios.scale;

/**
 * What an update costs; docs/scale.md says where the figures are from.
 *
 * @param commitMs elapsed milliseconds of a batch, however large: round trips and the commit
 * @param templateMs database milliseconds for each template that a batch changes
 * @param updateMs database milliseconds for each update
 * @param gatewayMs processor milliseconds of the gateways for each update
 * @param workerMs processor milliseconds of the workers for each update
 * @param brokerMs processor milliseconds of the brokers for each update
 * @param recordBytes a request or an event in Kafka
 * @param walBytes what PostgreSQL writes ahead for each update
 */
record Costs(
    double commitMs,
    double templateMs,
    double updateMs,
    double gatewayMs,
    double workerMs,
    double brokerMs,
    int recordBytes,
    int walBytes) {

  /** As measured on the machine of docs/benchmarks.md. */
  static final Costs MEASURED = new Costs(2.5, 0.35, 0.25, 0.7, 0.5, 0.5, 1_000, 9_000);
}
