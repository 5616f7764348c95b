package dev.fieldsync.updateworker.template;

import dev.fieldsync.shared.kafka.RecordFormat;
import dev.fieldsync.shared.kafka.Topics;
import dev.fieldsync.shared.update.TemplateEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.springframework.kafka.KafkaException;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.stereotype.Component;

/** Publishes what became of updates, once it is committed. Thread-safe. */
@Component
class TemplateEventPublisher {

  private final KafkaTemplate<String, byte[]> kafka;
  private final Topics topics;

  TemplateEventPublisher(KafkaTemplate<String, byte[]> kafka, Topics topics) {
    this.kafka = kafka;
    this.topics = topics;
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
}
