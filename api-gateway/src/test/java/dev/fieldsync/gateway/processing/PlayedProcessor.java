package dev.fieldsync.gateway.processing;

import dev.fieldsync.gateway.GatewayHarness;
import dev.fieldsync.shared.kafka.RecordFormat;
import dev.fieldsync.shared.processing.ProcessingRequest;
import dev.fieldsync.shared.update.ProcessingOutcome;
import dev.fieldsync.shared.update.ProcessingOutcome.Result;
import dev.fieldsync.shared.update.TemplateEvent;
import dev.fieldsync.shared.update.Timings;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Plays the part of a field-processor towards the gateway. Not thread-safe. */
public final class PlayedProcessor implements AutoCloseable {

  public static final String NODE = "field-processor-1";

  private final GatewayHarness gateway;
  private final KafkaConsumer<String, byte[]> requests;
  private final KafkaProducer<String, byte[]> producer;
  private final List<ProcessingRequest> read = new ArrayList<>();

  public PlayedProcessor(GatewayHarness gateway) {
    this.gateway = gateway;
    Map<String, Object> servers =
        Map.of("bootstrap.servers", gateway.workspace().bootstrapServers());
    requests = new KafkaConsumer<>(servers, new StringDeserializer(), new ByteArrayDeserializer());
    producer = new KafkaProducer<>(servers, new StringSerializer(), new ByteArraySerializer());
    List<TopicPartition> partitions =
        requests.partitionsFor(gateway.topics().fieldProcessing()).stream()
            .map(info -> new TopicPartition(info.topic(), info.partition()))
            .toList();
    requests.assign(partitions);
    requests.seekToBeginning(partitions);
  }

  /** Returns the next request for a template that was not returned before, if there is one. */
  Optional<ProcessingRequest> poll(UUID templateId) {
    requests
        .poll(Duration.ofMillis(100))
        .forEach(
            record ->
                read.add(
                    RecordFormat.read(
                        record.value(),
                        ProcessingRequest.SCHEMA_VERSION,
                        ProcessingRequest.class)));
    Optional<ProcessingRequest> found =
        read.stream().filter(request -> request.templateId().equals(templateId)).findFirst();
    found.ifPresent(read::remove);
    return found;
  }

  /** Tells how a run ended. */
  public void ended(UUID templateId, String organizationId, Result result, List<UUID> requestIds) {
    boolean processed = result == Result.PROCESSED;
    publish(
        templateId,
        new ProcessingOutcome(
            ProcessingOutcome.SCHEMA_VERSION,
            ProcessingOutcome.TYPE,
            templateId,
            organizationId,
            result,
            processed,
            processed
                ? null
                : result == Result.SKIPPED
                    ? ProcessingOutcome.RECENT_USER_UPDATE
                    : "The definitions cannot be read",
            result == Result.SKIPPED ? 4_200L : null,
            "2-00000000",
            processed ? 3 : 0,
            requestIds,
            NODE,
            Instant.now()));
  }

  /** Tells of a version that a run made; returns the run. */
  public UUID derived(UUID templateId, String organizationId, long revision) {
    UUID run = UUID.randomUUID();
    Instant now = Instant.now();
    publish(
        templateId,
        TemplateEvent.derived(
            run,
            templateId,
            organizationId,
            NODE,
            new TemplateEvent.Step(revision, revision + "-00000000", null),
            List.of("/field_definitions"),
            "digest",
            new Timings(now, null, now, now)));
    return run;
  }

  private void publish(UUID templateId, Record record) {
    try {
      producer
          .send(
              new ProducerRecord<>(
                  gateway.topics().templateEvents(),
                  templateId.toString(),
                  RecordFormat.write(record)))
          .get();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    requests.close();
    producer.close();
  }
}
