package dev.fieldsync.fieldprocessor;

import dev.fieldsync.shared.json.Json;
import dev.fieldsync.shared.kafka.RecordFormat;
import dev.fieldsync.shared.kafka.TopicSetup;
import dev.fieldsync.shared.kafka.Topics;
import dev.fieldsync.shared.processing.ProcessingRequest;
import dev.fieldsync.shared.update.ProcessingOutcome;
import dev.fieldsync.shared.update.TemplateEvent;
import dev.fieldsync.shared.update.TemplateLogRecord;
import dev.fieldsync.testing.Backends;
import dev.fieldsync.testing.Workspace;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.JsonNode;

/** A broker, a database and the outside view of the processors: requests in, outcomes out. */
public final class ProcessorHarness implements AutoCloseable {

  public static final String ORGANIZATION = "acme";
  private static final int PARTITIONS = 4;

  private final Workspace workspace = Backends.shared().newWorkspace();
  private final Topics topics = new Topics(workspace.prefix());
  private final List<ConfigurableApplicationContext> processors = new ArrayList<>();
  private final Queue<TemplateLogRecord> told = new ConcurrentLinkedQueue<>();
  private final KafkaProducer<String, byte[]> producer;
  private final JdbcTemplate jdbc = new JdbcTemplate(workspace.dataSource());
  private volatile boolean open = true;
  private final Thread collector;

  public ProcessorHarness() {
    TopicSetup.ensure(
        Map.of("bootstrap.servers", workspace.bootstrapServers()), topics, PARTITIONS, 30);
    Migrations.run(properties());
    producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", workspace.bootstrapServers(), "acks", "all"),
            new StringSerializer(),
            new ByteArraySerializer());
    collector = new Thread(this::collect, "event-collector");
    collector.start();
  }

  /** Starts one more processor; settings are given as {@code key=value}. */
  public ConfigurableApplicationContext startProcessor(String... settings) {
    List<String> arguments = new ArrayList<>();
    properties().forEach((key, value) -> arguments.add("--" + key + "=" + value));
    for (String setting : settings) {
      arguments.add("--" + setting);
    }
    ConfigurableApplicationContext processor =
        FieldProcessorApplication.builder().run(arguments.toArray(String[]::new));
    processors.add(processor);
    return processor;
  }

  public Map<String, String> properties() {
    Map<String, String> properties = new HashMap<>(workspace.properties());
    properties.put("spring.main.web-application-type", "none");
    properties.put("logging.structured.format.console", "");
    properties.put("logging.level.root", "warn");
    properties.put("fieldsync.field-processor.poll-interval", "50ms");
    return properties;
  }

  public JdbcTemplate jdbc() {
    return jdbc;
  }

  public Topics topics() {
    return topics;
  }

  /** Puts a template into the table as the existing product would, without a user update. */
  public UUID insertTemplate(String sections, String definitions) {
    return insertTemplate(ORGANIZATION, sections, definitions);
  }

  public UUID insertTemplate(String organizationId, String sections, String definitions) {
    UUID id = UUID.randomUUID();
    jdbc.update(
        """
        insert into template_library
               (id, name, sections, field_definitions, version, updated_at, organization_id)
        values (?, 'Template', ?::jsonb, ?::jsonb, '1.0.0', now(), ?)
        """,
        id,
        sections,
        definitions,
        organizationId);
    return id;
  }

  /** Changes the name as a user, as the existing product would, and returns when that was. */
  public Instant editAsUser(UUID templateId, String name) {
    return jdbc.queryForObject(
            """
            update template_library
               set name = ?, updated_at = clock_timestamp(), last_user_update = clock_timestamp(),
                   version = 'legacy-' || md5(random()::text)
             where id = ?
            returning last_user_update
            """,
            OffsetDateTime.class,
            name,
            templateId)
        .toInstant();
  }

  public void send(ProcessingRequest request) {
    sendRaw(request.templateId().toString(), RecordFormat.write(request));
  }

  /** Sends what follows an edit, due at that time. */
  public void sendAfterEdit(UUID templateId, long revision, Instant dueAt) {
    send(ProcessingRequest.afterEdit(templateId, ORGANIZATION, revision, dueAt));
  }

  /** The same for many templates; returns when the broker has all of it. */
  public void sendAfterEdits(List<UUID> templateIds, long revision, Instant dueAt) {
    List<Future<?>> sent = new ArrayList<>();
    for (UUID templateId : templateIds) {
      sent.add(
          producer.send(
              new ProducerRecord<>(
                  topics.fieldProcessing(),
                  templateId.toString(),
                  RecordFormat.write(
                      ProcessingRequest.afterEdit(templateId, ORGANIZATION, revision, dueAt)))));
    }
    producer.flush();
    if (!sent.stream().allMatch(Future::isDone)) {
      throw new IllegalStateException("The broker does not have all records after a flush");
    }
  }

  public void sendRaw(String key, byte[] value) {
    var sent = producer.send(new ProducerRecord<>(topics.fieldProcessing(), key, value));
    producer.flush();
    if (!sent.isDone()) {
      throw new IllegalStateException("The broker does not have the record after a flush");
    }
  }

  /** Asks for a template to be processed now and returns the first outcome that answers. */
  public ProcessingOutcome processNow(UUID templateId) {
    return processNow(ORGANIZATION, templateId);
  }

  public ProcessingOutcome processNow(String organizationId, UUID templateId) {
    UUID requestId = UUID.randomUUID();
    send(ProcessingRequest.now(templateId, organizationId, requestId, Instant.now()));
    return awaitOutcome(requestId);
  }

  public ProcessingOutcome awaitOutcome(UUID requestId) {
    return Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .until(
            () ->
                outcomes().stream()
                    .filter(outcome -> outcome.requestIds().contains(requestId))
                    .findFirst(),
            java.util.Optional::isPresent)
        .orElseThrow();
  }

  /** Every outcome so far, in order per template. */
  public List<ProcessingOutcome> outcomes() {
    return told.stream()
        .filter(ProcessingOutcome.class::isInstance)
        .map(ProcessingOutcome.class::cast)
        .toList();
  }

  public List<ProcessingOutcome> outcomesOf(UUID templateId) {
    return outcomes().stream().filter(outcome -> outcome.templateId().equals(templateId)).toList();
  }

  /** Every event of a version so far, in order per template. */
  public List<TemplateEvent> events() {
    return told.stream()
        .filter(TemplateEvent.class::isInstance)
        .map(TemplateEvent.class::cast)
        .toList();
  }

  public List<TemplateEvent> eventsOf(UUID templateId) {
    return events().stream().filter(event -> event.templateId().equals(templateId)).toList();
  }

  public void awaitQueueEmpty() {
    Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> queued() == 0);
  }

  public long queued() {
    return jdbc.queryForObject("select count(*) from fieldsync.field_processing", Long.class);
  }

  public JsonNode definition(UUID templateId, String field) {
    return Json.parse(
            jdbc.queryForObject(
                "select field_definitions::text from template_library where id = ?",
                String.class,
                templateId))
        .path(field);
  }

  public String text(UUID templateId, String column) {
    return jdbc.queryForObject(
        "select " + column + "::text from template_library where id = ?", String.class, templateId);
  }

  /** When background versions of a template were written, in order. */
  public List<Instant> backgroundVersions(UUID templateId) {
    return jdbc
        .queryForList(
            """
            select decided_at from fieldsync.template_update
             where template_id = ? and revision is not null and source = 'background'
             order by revision
            """,
            OffsetDateTime.class,
            templateId)
        .stream()
        .map(time -> time.withOffsetSameInstant(ZoneOffset.UTC).toInstant())
        .toList();
  }

  /** Everything in a topic at this moment. */
  public List<ConsumerRecord<String, byte[]>> read(String topic) {
    List<ConsumerRecord<String, byte[]>> records = new ArrayList<>();
    try (KafkaConsumer<String, byte[]> consumer = consumer()) {
      List<TopicPartition> partitions = assignAll(consumer, topic);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      while (partitions.stream().anyMatch(p -> consumer.position(p) < ends.get(p))) {
        consumer.poll(Duration.ofMillis(100)).forEach(records::add);
      }
    }
    return records;
  }

  @Override
  public void close() {
    processors.forEach(ConfigurableApplicationContext::close);
    producer.close();
    open = false;
    Awaitility.await().until(() -> !collector.isAlive());
  }

  private void collect() {
    try (KafkaConsumer<String, byte[]> consumer = consumer()) {
      assignAll(consumer, topics.templateEvents());
      while (open) {
        for (ConsumerRecord<String, byte[]> record : consumer.poll(Duration.ofMillis(100))) {
          RecordFormat.readTemplateLog(record.value()).ifPresent(told::add);
        }
      }
    }
  }

  private static List<TopicPartition> assignAll(
      KafkaConsumer<String, byte[]> consumer, String topic) {
    List<TopicPartition> partitions =
        consumer.partitionsFor(topic).stream()
            .map(info -> new TopicPartition(topic, info.partition()))
            .toList();
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
    return partitions;
  }

  private KafkaConsumer<String, byte[]> consumer() {
    return new KafkaConsumer<>(
        Map.of("bootstrap.servers", workspace.bootstrapServers()),
        new StringDeserializer(),
        new ByteArrayDeserializer());
  }
}
