package dev.fieldsync.gateway.update;

import dev.fieldsync.shared.kafka.RecordFormat;
import dev.fieldsync.shared.kafka.Topics;
import dev.fieldsync.shared.kafka.Trace;
import dev.fieldsync.shared.update.UpdateRequest;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.springframework.kafka.KafkaException;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.stereotype.Component;

/** Puts requests into the request log, keyed by template id. Thread-safe. */
@Component
class UpdateRequestPublisher {

  private final KafkaTemplate<String, byte[]> kafka;
  private final Topics topics;

  UpdateRequestPublisher(KafkaTemplate<String, byte[]> kafka, Topics topics) {
    this.kafka = kafka;
    this.topics = topics;
  }

  /** Returns a future that completes when all in-sync replicas have the request. */
  CompletableFuture<?> publish(UpdateRequest request, Trace trace) {
    ProducerRecord<String, byte[]> record =
        new ProducerRecord<>(
            topics.templateUpdates(), request.templateId().toString(), RecordFormat.write(request));
    trace.into(record.headers());
    try {
      return kafka.send(record);
    } catch (KafkaException e) {
      // Thrown when no broker is known or the buffer is full.
      return CompletableFuture.failedFuture(e);
    }
  }
}
