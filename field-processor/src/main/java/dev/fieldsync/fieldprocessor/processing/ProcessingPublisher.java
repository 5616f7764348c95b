package dev.fieldsync.fieldprocessor.processing;

import dev.fieldsync.shared.kafka.RecordFormat;
import dev.fieldsync.shared.kafka.Topics;
import dev.fieldsync.shared.node.NodeName;
import dev.fieldsync.shared.update.TemplateEvent;
import dev.fieldsync.shared.update.Timings;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.springframework.kafka.KafkaException;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.stereotype.Component;

/** Publishes versions that are committed, and how runs ended. Thread-safe. */
@Component
class ProcessingPublisher {

  private final KafkaTemplate<String, byte[]> kafka;
  private final Topics topics;
  private final NodeName node;

  ProcessingPublisher(KafkaTemplate<String, byte[]> kafka, Topics topics, NodeName node) {
    this.kafka = kafka;
    this.topics = topics;
    this.node = node;
  }

  /** Makes the event of a version that was written at that time (database clock). */
  static TemplateEvent event(DerivedVersion version, Instant writtenAt) {
    Instant foundAt = version.before().foundAt().toInstant();
    return TemplateEvent.derived(
        version.run(),
        version.before().id(),
        version.before().organizationId(),
        DerivedVersions.ACTOR,
        new TemplateEvent.Step(
            version.processed().revision(),
            String.valueOf(version.processed().version()),
            version.before().version()),
        version.changedPaths(),
        version.digest(),
        new Timings(foundAt, null, foundAt, writtenAt));
  }

  /**
   * Publishes events, then outcomes, and waits until the brokers have all of them.
   *
   * @throws KafkaException when they do not take one
   */
  void publish(List<TemplateEvent> events, List<Ending> endings) {
    List<CompletableFuture<?>> sent = new ArrayList<>();
    for (TemplateEvent event : events) {
      sent.add(send(event.templateId(), event));
    }
    for (Ending ending : endings) {
      if (ending.isWorthTelling()) {
        sent.add(send(ending.claim().templateId(), ending.outcome(node.value())));
      }
    }
    kafka.flush();
    try {
      CompletableFuture.allOf(sent.toArray(CompletableFuture[]::new)).join();
    } catch (CompletionException e) {
      throw new KafkaException("Kafka did not take what became of templates", e.getCause());
    }
  }

  private CompletableFuture<?> send(UUID templateId, Record record) {
    return kafka.send(
        new ProducerRecord<>(
            topics.templateEvents(), templateId.toString(), RecordFormat.write(record)));
  }
}
