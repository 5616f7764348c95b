package dev.fieldsync.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.springframework.kafka.test.utils.KafkaTestUtils;

class BackendsTest {

  private final Workspace workspace = Backends.shared().newWorkspace();

  @Test
  void a_record_that_was_sent_is_read_back() throws Exception {
    String topic = workspace.prefix() + "greetings";
    try (Admin admin = Admin.create(clientConfiguration())) {
      admin.createTopics(Set.of(new NewTopic(topic, 1, (short) 1))).all().get();
    }
    try (var producer =
        new KafkaProducer<>(
            clientConfiguration(), new StringSerializer(), new StringSerializer())) {
      producer.send(new ProducerRecord<>(topic, "key", "hello")).get();
    }

    try (var consumer =
        new KafkaConsumer<>(
            clientConfiguration(), new StringDeserializer(), new StringDeserializer())) {
      consumer.subscribe(List.of(topic));
      var record = KafkaTestUtils.getSingleRecord(consumer, topic, Duration.ofSeconds(30));
      assertThat(record.value()).isEqualTo("hello");
    }
  }

  @Test
  void the_database_is_an_empty_PostgreSQL_18_with_room_for_many_connections() throws SQLException {
    assertThat(query("select current_setting('server_version_num')::int / 10000")).isEqualTo(18);
    assertThat(query("select current_setting('max_connections')::int")).isGreaterThanOrEqualTo(200);
    assertThat(query("select count(*) from pg_tables where schemaname = 'public'")).isZero();
  }

  @Test
  void two_workspaces_share_neither_database_nor_names() {
    Workspace other = Backends.shared().newWorkspace();

    assertThat(other.jdbcUrl()).isNotEqualTo(workspace.jdbcUrl());
    assertThat(other.prefix()).isNotEqualTo(workspace.prefix());
    assertThat(other.bootstrapServers()).isEqualTo(workspace.bootstrapServers());
  }

  private Map<String, Object> clientConfiguration() {
    return Map.of(
        "bootstrap.servers",
        workspace.bootstrapServers(),
        "group.id",
        workspace.prefix() + "readers",
        "auto.offset.reset",
        "earliest");
  }

  private int query(String sql) throws SQLException {
    try (var connection = workspace.dataSource().getConnection();
        var statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getInt(1);
    }
  }
}
