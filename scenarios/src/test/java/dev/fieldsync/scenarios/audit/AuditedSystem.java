package dev.fieldsync.scenarios.audit;

import dev.fieldsync.scenarios.scenario.Findings;
import dev.fieldsync.scenarios.scenario.Narrator;
import dev.fieldsync.scenarios.system.Connections;
import dev.fieldsync.shared.json.Json;
import dev.fieldsync.shared.kafka.RecordFormat;
import dev.fieldsync.shared.kafka.TopicSetup;
import dev.fieldsync.shared.kafka.Topics;
import dev.fieldsync.shared.update.Operation;
import dev.fieldsync.shared.update.UpdateRequest;
import dev.fieldsync.testing.Backends;
import dev.fieldsync.testing.Workspace;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/** What workers would have left behind, written by hand, so that a test can leave something out. */
public final class AuditedSystem implements AutoCloseable {

  private static final String MIGRATIONS = "classpath*:db/migration/V*.sql";

  private static final String INSERT_TEMPLATE =
      """
      insert into public.template_library
             (id, name, sections, field_definitions, version, updated_at, organization_id)
      values (?, ?, '[]', '{}', ?, timestamptz '2026-01-01 00:00Z', 'demo')
      """;

  private static final String INSERT_UPDATE =
      """
      insert into fieldsync.template_update
             (update_id, template_id, organization_id, actor, source, operation, request_digest,
              status, revision, version, previous_version, patch, base, attempts,
              accepted_at, started_at, decided_at)
      values (?, ?, 'demo', 'a', 'user', 'merge', ?, 'applied', ?, ?, ?, ?::jsonb, ?::jsonb, '[]',
              timestamptz '2026-01-01 00:00Z', timestamptz '2026-01-01 00:00Z',
              timestamptz '2026-01-01 00:00Z')
      """;

  private final Workspace workspace = Backends.shared().newWorkspace();
  private final Connections servers =
      new Connections(
          workspace.jdbcUrl(),
          workspace.username(),
          workspace.password(),
          workspace.bootstrapServers(),
          workspace.prefix());
  private final Topics topics = new Topics(workspace.prefix());
  private final Connection database;

  private AuditedSystem() throws SQLException {
    this.database = workspace.dataSource().getConnection();
  }

  /** Makes the tables and topics of an empty system. */
  public static AuditedSystem create() throws Exception {
    AuditedSystem system = new AuditedSystem();
    system.execute("create schema fieldsync");
    for (Resource migration : migrations()) {
      system.execute(migration.getContentAsString(StandardCharsets.UTF_8));
    }
    TopicSetup.ensure(system.servers.kafka(), system.topics, 1, 30);
    return system;
  }

  /** All of them, as they are run by the services: in the order of their numbers. */
  private static List<Resource> migrations() throws IOException {
    return Stream.of(new PathMatchingResourcePatternResolver().getResources(MIGRATIONS))
        .sorted(Comparator.comparingInt(AuditedSystem::number))
        .toList();
  }

  private static int number(Resource migration) {
    String name = String.valueOf(migration.getFilename());
    return Integer.parseInt(name.substring(1, name.indexOf("__")));
  }

  /** Runs statements. */
  public void execute(String sql) throws SQLException {
    try (Statement statement = database.createStatement()) {
      statement.execute(sql);
    }
  }

  /** Makes a template that has a version, as it is stored. */
  void template(UUID id, String name, String version) throws SQLException {
    try (PreparedStatement insert = database.prepareStatement(INSERT_TEMPLATE)) {
      insert.setObject(1, id);
      insert.setString(2, name);
      insert.setString(3, version);
      insert.executeUpdate();
    }
  }

  /**
   * Makes a version.
   *
   * @param base the whole document before it, or null
   */
  void version(UpdateRequest request, long revision, String previous, String base)
      throws SQLException {
    try (PreparedStatement insert = database.prepareStatement(INSERT_UPDATE)) {
      insert.setObject(1, request.updateId());
      insert.setObject(2, request.templateId());
      insert.setString(3, request.digest());
      insert.setLong(4, revision);
      insert.setString(5, name(revision));
      insert.setString(6, previous);
      insert.setString(7, request.patch().toString());
      insert.setString(8, base);
      insert.executeUpdate();
    }
  }

  static String name(long revision) {
    return revision + "-0000000" + revision;
  }

  /** Makes a request that changes a template's name. */
  static UpdateRequest rename(UUID template, String name) {
    return UpdateRequest.of(
        UUID.randomUUID(),
        template,
        "demo",
        "a",
        Operation.MERGE,
        Json.parse("{\"name\": \"" + name + "\"}"),
        UpdateRequest.Against.ANY,
        Instant.parse("2026-01-01T00:00:00Z"));
  }

  /** Puts requests into the log, and says that the workers are done with them. */
  void accept(UpdateRequest... requests) throws Exception {
    for (UpdateRequest request : requests) {
      append(
          topics.templateUpdates(), request.templateId().toString(), RecordFormat.write(request));
    }
  }

  void append(String topic, String key, byte[] value) throws Exception {
    long offset;
    try (KafkaProducer<String, byte[]> producer =
        new KafkaProducer<>(servers.kafka(), new StringSerializer(), new ByteArraySerializer())) {
      offset = producer.send(new ProducerRecord<>(topic, key, value)).get().offset();
    }
    try (Admin admin = Admin.create(servers.kafka())) {
      admin
          .alterConsumerGroupOffsets(
              topics.updateWorkerGroup(),
              Map.of(new TopicPartition(topic, 0), new OffsetAndMetadata(offset + 1)))
          .all()
          .get();
    }
  }

  /** Returns where the servers are. */
  public Connections servers() {
    return servers;
  }

  Topics topics() {
    return topics;
  }

  Findings audit() {
    return Audit.run(servers, new Narrator(new PrintWriter(new StringWriter()), false));
  }

  @Override
  public void close() throws SQLException {
    database.close();
  }
}
