package dev.fieldsync.updateworker;

import dev.fieldsync.shared.json.Json;
import dev.fieldsync.shared.kafka.RecordFormat;
import dev.fieldsync.shared.kafka.TopicSetup;
import dev.fieldsync.shared.kafka.Topics;
import dev.fieldsync.shared.task.TaskOperation;
import dev.fieldsync.shared.update.Operation;
import dev.fieldsync.shared.update.TemplateEvent;
import dev.fieldsync.shared.update.UpdateRequest;
import dev.fieldsync.shared.update.UpdateRequest.Against;
import dev.fieldsync.testing.Backends;
import dev.fieldsync.testing.Workspace;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
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

/** A broker, a database and the outside view of the workers: requests go in, events come out. */
public final class WorkerHarness implements AutoCloseable {

  public static final String ORGANIZATION = "acme";
  private static final int PARTITIONS = 4;

  private final Workspace workspace = Backends.shared().newWorkspace();
  private final Topics topics = new Topics(workspace.prefix());
  private final List<ConfigurableApplicationContext> workers = new ArrayList<>();
  private final List<TemplateEvent> events = new CopyOnWriteArrayList<>();
  private final Map<UUID, CompletableFuture<TemplateEvent>> firstEvents = new ConcurrentHashMap<>();
  private final KafkaProducer<String, byte[]> producer;
  private final JdbcTemplate jdbc = new JdbcTemplate(workspace.dataSource());
  private volatile boolean open = true;
  private final Thread collector;

  public WorkerHarness() {
    Map<String, Object> config = Map.of("bootstrap.servers", workspace.bootstrapServers());
    TopicSetup.ensure(config, topics, PARTITIONS, 30);
    producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", workspace.bootstrapServers(), "acks", "all"),
            new StringSerializer(),
            new ByteArraySerializer());
    collector = new Thread(this::collect, "event-collector");
    collector.start();
  }

  /** Starts one more worker; settings are given as {@code key=value}. */
  public ConfigurableApplicationContext startWorker(String... settings) {
    List<String> arguments = new ArrayList<>();
    workerProperties().forEach((key, value) -> arguments.add("--" + key + "=" + value));
    for (String setting : settings) {
      arguments.add("--" + setting);
    }
    ConfigurableApplicationContext worker =
        UpdateWorkerApplication.builder().run(arguments.toArray(String[]::new));
    workers.add(worker);
    return worker;
  }

  public Map<String, String> workerProperties() {
    Map<String, String> properties = new HashMap<>(workspace.properties());
    properties.put("spring.main.web-application-type", "none");
    properties.put("logging.structured.format.console", "");
    properties.put("logging.level.root", "warn");
    return properties;
  }

  public Topics topics() {
    return topics;
  }

  public Workspace workspace() {
    return workspace;
  }

  public JdbcTemplate jdbc() {
    return jdbc;
  }

  /** Every event so far, in order per template. */
  public List<TemplateEvent> events() {
    return List.copyOf(events);
  }

  public static UpdateRequest newTemplate(UUID templateId, String json) {
    return request(templateId, Operation.CREATE, json);
  }

  public static UpdateRequest merge(UUID templateId, String json) {
    return request(templateId, Operation.MERGE, json);
  }

  private static UpdateRequest request(UUID templateId, Operation operation, String json) {
    return UpdateRequest.of(
        UUID.randomUUID(),
        templateId,
        ORGANIZATION,
        "tester",
        operation,
        Json.parse(json),
        Against.ANY,
        Instant.now());
  }

  public void send(UpdateRequest request) {
    sendRaw(request.templateId().toString(), RecordFormat.write(request));
  }

  /** Sends operations on tasks so close together that a worker is likely to poll them at once. */
  public void sendTasks(List<TaskOperation> operations) {
    List<Future<?>> sent = new ArrayList<>();
    for (TaskOperation operation : operations) {
      sent.add(
          producer.send(
              new ProducerRecord<>(
                  topics.taskOperations(),
                  operation.taskId().toString(),
                  RecordFormat.write(operation))));
    }
    waitFor(sent);
  }

  /** Sends any record to the topic of tasks; returns when the broker has it. */
  public void sendRawTask(String key, byte[] value) {
    waitFor(List.of(producer.send(new ProducerRecord<>(topics.taskOperations(), key, value))));
  }

  /** Sends any record; returns when the broker has it. */
  public void sendRaw(String key, byte[] value) {
    waitFor(List.of(producer.send(new ProducerRecord<>(topics.templateUpdates(), key, value))));
  }

  /** Sends several requests so close together that a worker is likely to poll them at once. */
  public void sendTogether(List<UpdateRequest> requests) {
    List<Future<?>> sent = new ArrayList<>();
    for (UpdateRequest request : requests) {
      sent.add(
          producer.send(
              new ProducerRecord<>(
                  topics.templateUpdates(),
                  request.templateId().toString(),
                  RecordFormat.write(request))));
    }
    waitFor(sent);
  }

  private void waitFor(List<Future<?>> sent) {
    producer.flush();
    if (!sent.stream().allMatch(Future::isDone)) {
      throw new IllegalStateException("The broker does not have all records after a flush");
    }
  }

  /** Sends a request and returns what became of it. */
  public TemplateEvent decide(UpdateRequest request) {
    send(request);
    return awaitEvent(request.updateId());
  }

  /** Returns the first event of an update as soon as it is there. */
  public TemplateEvent awaitEvent(UUID updateId) {
    return firstEvents
        .computeIfAbsent(updateId, id -> new CompletableFuture<>())
        .orTimeout(60, TimeUnit.SECONDS)
        .join();
  }

  public JsonNode column(UUID templateId, String column) {
    return Json.parse(
        jdbc.queryForObject(
            "select " + column + "::text from template_library where id = ?",
            String.class,
            templateId));
  }

  public String text(UUID templateId, String column) {
    return jdbc.queryForObject(
        "select " + column + " from template_library where id = ?", String.class, templateId);
  }

  /** The revisions of a template in the history, in order. */
  public List<Long> revisions(UUID templateId) {
    return jdbc.queryForList(
        """
        select revision from fieldsync.template_update
         where template_id = ? and revision is not null order by revision
        """,
        Long.class,
        templateId);
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
    workers.forEach(ConfigurableApplicationContext::close);
    producer.close();
    open = false;
    Awaitility.await().until(() -> !collector.isAlive());
  }

  private void collect() {
    try (KafkaConsumer<String, byte[]> consumer = consumer()) {
      assignAll(consumer, topics.templateEvents());
      while (open) {
        for (ConsumerRecord<String, byte[]> record : consumer.poll(Duration.ofMillis(100))) {
          RecordFormat.readTemplateEvent(record.value()).ifPresent(this::note);
        }
      }
    }
  }

  private void note(TemplateEvent event) {
    events.add(event);
    firstEvents.computeIfAbsent(event.updateId(), id -> new CompletableFuture<>()).complete(event);
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
