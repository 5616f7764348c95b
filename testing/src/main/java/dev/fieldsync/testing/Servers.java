package dev.fieldsync.testing;

/** A running Kafka broker and a running PostgreSQL server. */
interface Servers {

  String description();

  String bootstrapServers();

  String jdbcUrl(String database);

  String username();

  String password();
}
