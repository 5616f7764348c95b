package dev.fieldsync.gateway.processing;

import dev.fieldsync.gateway.problem.ProblemException;
import dev.fieldsync.gateway.update.Preferences;
import dev.fieldsync.shared.kafka.RecordFormat;
import dev.fieldsync.shared.kafka.Topics;
import dev.fieldsync.shared.kafka.Trace;
import dev.fieldsync.shared.processing.ProcessingRequest;
import dev.fieldsync.shared.update.ProcessingOutcome;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.kafka.KafkaException;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.stereotype.Component;

/**
 * Asks for a template to be processed now and waits for the outcome that names the request. No
 * thread waits. Thread-safe.
 */
@Component
class ProcessTemplate {

  private static final Logger log = LoggerFactory.getLogger(ProcessTemplate.class);

  private final AwaitedRuns awaited;
  private final KafkaTemplate<String, byte[]> kafka;
  private final Topics topics;
  private final Clock clock;

  ProcessTemplate(
      AwaitedRuns awaited, KafkaTemplate<String, byte[]> kafka, Topics topics, Clock clock) {
    this.awaited = awaited;
    this.kafka = kafka;
    this.topics = topics;
    this.clock = clock;
  }

  /**
   * Submits a request.
   *
   * @return how the run ended; empty when the request is durable and not answered within the time
   *     that its sender is willing to wait; exceptionally with a {@link ProblemException} when it
   *     could not be made durable
   */
  CompletableFuture<Optional<ProcessingOutcome>> submit(
      UUID templateId, String organizationId, Preferences preferences, Trace trace) {
    UUID requestId = UUID.randomUUID();
    ProcessingRequest request =
        ProcessingRequest.now(templateId, organizationId, requestId, clock.instant());
    CompletableFuture<Optional<ProcessingOutcome>> outcome =
        awaited.add(requestId).thenApply(Optional::of);
    return publish(request, trace)
        .handle(
            (published, error) -> {
              if (error != null) {
                throw notPublished(templateId, trace, error);
              }
              return patience(request, preferences);
            })
        .thenCompose(
            patience ->
                outcome.completeOnTimeout(
                    Optional.empty(), patience.toMillis(), TimeUnit.MILLISECONDS))
        .whenComplete((ended, error) -> awaited.remove(requestId));
  }

  private CompletableFuture<?> publish(ProcessingRequest request, Trace trace) {
    ProducerRecord<String, byte[]> record =
        new ProducerRecord<>(
            topics.fieldProcessing(), request.templateId().toString(), RecordFormat.write(request));
    trace.into(record.headers());
    try {
      return kafka.send(record);
    } catch (KafkaException e) {
      // Thrown when no broker is known or the buffer is full.
      return CompletableFuture.failedFuture(e);
    }
  }

  private Duration patience(ProcessingRequest request, Preferences preferences) {
    if (preferences.respondAsync()) {
      return Duration.ZERO;
    }
    Duration left = preferences.maxWait().minus(Duration.between(request.dueAt(), clock.instant()));
    return left.isNegative() ? Duration.ZERO : left;
  }

  private static ProblemException notPublished(UUID templateId, Trace trace, Throwable error) {
    log.atError()
        .setCause(error)
        .addKeyValue("templateId", templateId)
        .addKeyValue("traceId", trace.traceId())
        .log("Kafka did not take a request for processing; its sender was told to send it again");
    return ProblemException.of(
        HttpStatus.SERVICE_UNAVAILABLE,
        "QueueUnavailable",
        "The request could not be made durable in time. Send it again; to process a template twice"
            + " changes nothing the second time.");
  }
}
