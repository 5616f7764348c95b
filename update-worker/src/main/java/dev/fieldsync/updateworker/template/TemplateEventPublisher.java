package dev.fieldsync.updateworker.template;

import dev.fieldsync.shared.kafka.RecordFormat;
import dev.fieldsync.shared.kafka.Topics;
import dev.fieldsync.shared.processing.ProcessingCooldown;
import dev.fieldsync.shared.processing.ProcessingRequest;
import dev.fieldsync.shared.update.TemplateEvent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.springframework.kafka.KafkaException;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.stereotype.Component;

/**
 * Publishes what became of updates, once it is committed, and asks for the processing of the
 * templates that they changed. Thread-safe.
 */
@Component
class TemplateEventPublisher {

  private final KafkaTemplate<String, byte[]> kafka;
  private final Topics topics;
  private final ProcessingCooldown cooldown;

  TemplateEventPublisher(
      KafkaTemplate<String, byte[]> kafka, Topics topics, ProcessingCooldown cooldown) {
    this.kafka = kafka;
    this.topics = topics;
    this.cooldown = cooldown;
  }

  /**
   * Publishes in the given order and waits until the brokers have all of it, at most the producer's
   * {@code delivery.timeout.ms}.
   *
   * @param told what was told of them before
   * @throws KafkaException when they do not take one; the poll must then be delivered again
   */
  void publish(List<Decided> decided, AttemptsTold told) {
    List<CompletableFuture<?>> sent = new ArrayList<>(decided.size());
    for (Decided each : decided) {
      sent.add(kafka.send(record(each, told)));
    }
    for (TemplateEvent latest : latestVersions(decided)) {
      sent.add(kafka.send(processing(latest)));
    }
    kafka.flush();
    try {
      CompletableFuture.allOf(sent.toArray(CompletableFuture[]::new)).join();
    } catch (CompletionException e) {
      throw new KafkaException("Kafka did not take the events of decided updates", e.getCause());
    }
  }

  private ProducerRecord<String, byte[]> record(Decided decided, AttemptsTold told) {
    TemplateEvent event = decided.event();
    ProducerRecord<String, byte[]> record =
        new ProducerRecord<>(
            topics.templateEvents(),
            event.templateId().toString(),
            RecordFormat.write(event.abridged()));
    decided.update().trace().into(record.headers());
    told.decided(event.updateId()).into(record.headers());
    return record;
  }

  /** Many edits of one template cost one request. */
  private static Collection<TemplateEvent> latestVersions(List<Decided> decided) {
    Map<UUID, TemplateEvent> latest = new LinkedHashMap<>();
    for (Decided each : decided) {
      TemplateEvent event = each.event();
      if (event.revision() != null) {
        latest.merge(event.templateId(), event, TemplateEventPublisher::later);
      }
    }
    return latest.values();
  }

  private static TemplateEvent later(TemplateEvent one, TemplateEvent other) {
    return revision(one) < revision(other) ? other : one;
  }

  private static long revision(TemplateEvent event) {
    return Objects.requireNonNullElse(event.revision(), 0L);
  }

  private ProducerRecord<String, byte[]> processing(TemplateEvent latest) {
    return new ProducerRecord<>(
        topics.fieldProcessing(),
        latest.templateId().toString(),
        RecordFormat.write(
            ProcessingRequest.afterEdit(
                latest.templateId(),
                latest.organizationId(),
                revision(latest),
                latest.timings().decidedAt().plus(cooldown.duration()))));
  }
}
