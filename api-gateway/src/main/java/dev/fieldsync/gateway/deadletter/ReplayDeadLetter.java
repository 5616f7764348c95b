package dev.fieldsync.gateway.deadletter;

import dev.fieldsync.gateway.caller.Caller;
import dev.fieldsync.gateway.deadletter.DeadLetter.RecordHeader;
import dev.fieldsync.gateway.update.ReplayedUpdate;
import dev.fieldsync.gateway.update.ReplayedUpdates;
import dev.fieldsync.shared.json.Json;
import dev.fieldsync.shared.kafka.DeadLetterId;
import dev.fieldsync.shared.kafka.Topics;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.kafka.KafkaException;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.stereotype.Component;

/**
 * Sends a dead letter on its way again: publish, wait for the acknowledgement, then mark the row.
 * After a crash between the two it still waits, and replaying it again is harmless. Thread-safe.
 */
@Component
class ReplayDeadLetter {

  private static final Logger log = LoggerFactory.getLogger(ReplayDeadLetter.class);

  /** The producer gives up sooner, see {@code delivery.timeout.ms}. */
  private static final int PUBLISH_TIMEOUT_SECONDS = 10;

  private final ReplayedUpdates updates;
  private final DeadLetterActions actions;
  private final KafkaTemplate<String, byte[]> kafka;
  private final Topics topics;

  ReplayDeadLetter(
      ReplayedUpdates updates,
      DeadLetterActions actions,
      KafkaTemplate<String, byte[]> kafka,
      Topics topics) {
    this.updates = updates;
    this.actions = actions;
    this.kafka = kafka;
    this.topics = topics;
  }

  /**
   * Replays a dead letter into the topic where it stood first; the answer is that of an update as
   * far as it is one that this gateway can read.
   */
  CompletableFuture<ResponseEntity<byte[]>> replay(
      DeadLetter letter, Caller caller, HttpServletRequest request) {
    if (letter.status() == DeadLetterStatus.DROPPED) {
      throw DeadLetterProblems.dropped(letter.summary());
    }
    RecordBytes value = letter.value();
    byte[] bytes = value == null ? null : value.array();
    Optional<ReplayedUpdate> update = isUpdate(letter) ? updates.read(bytes) : Optional.empty();
    if (update.isPresent()) {
      ReplayedUpdate readable = update.get();
      return updates.submit(
          readable,
          request,
          () -> {
            publish(letter, readable.templateId().toString(), readable.value());
            mark(letter, caller, readable.updateId());
          });
    }
    RecordBytes key = letter.key();
    publish(letter, key == null ? null : key.anyText(), bytes);
    mark(letter, caller, null);
    return CompletableFuture.completedFuture(
        ResponseEntity.accepted()
            .contentType(MediaType.APPLICATION_JSON)
            .body(
                Json.mapper()
                    .writeValueAsBytes(new Replayed(letter.id(), DeadLetterStatus.REPLAYED))));
  }

  private boolean isUpdate(DeadLetter letter) {
    return topicOf(letter).equals(topics.templateUpdates());
  }

  /** Anything but what has another topic was meant to be an update. */
  private String topicOf(DeadLetter letter) {
    String origin = letter.summary().origin().topic();
    return origin.equals(topics.fieldProcessing()) || origin.equals(topics.taskOperations())
        ? origin
        : topics.templateUpdates();
  }

  private record Replayed(UUID deadLetterId, DeadLetterStatus status) {}

  private void publish(DeadLetter letter, @Nullable String key, byte @Nullable [] value) {
    ProducerRecord<String, byte[]> record = new ProducerRecord<>(topicOf(letter), key, value);
    for (RecordHeader header : letter.headers()) {
      if (header.isOfRecord() && !header.name().equals(DeadLetterId.REPLAY_OF_HEADER)) {
        RecordBytes carried = header.value();
        record.headers().add(header.name(), carried == null ? null : carried.array());
      }
    }
    record
        .headers()
        .add(
            DeadLetterId.REPLAY_OF_HEADER,
            letter.id().toString().getBytes(StandardCharsets.US_ASCII));
    try {
      kafka.send(record).get(PUBLISH_TIMEOUT_SECONDS, TimeUnit.SECONDS);
    } catch (KafkaException | ExecutionException | TimeoutException e) {
      log.atError()
          .setCause(e)
          .addKeyValue("deadLetterId", letter.id())
          .log("Kafka did not take a dead letter; the caller was told to replay it again");
      throw DeadLetterProblems.notPublished(letter);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw DeadLetterProblems.notPublished(letter);
    }
  }

  private void mark(DeadLetter letter, Caller caller, @Nullable UUID updateId) {
    actions.markReplayed(letter.id(), caller, updateId);
    log.atInfo()
        .addKeyValue("deadLetterId", letter.id())
        .addKeyValue("updateId", updateId)
        .addKeyValue("actor", caller.actor())
        .log("A dead letter was replayed");
  }
}
