package dev.fieldsync.updateworker.template;

import dev.fieldsync.shared.kafka.RecordFormat;
import dev.fieldsync.shared.kafka.Topics;
import dev.fieldsync.shared.update.UpdateProgress;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.kafka.KafkaException;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.stereotype.Component;

/**
 * Tells those who watch that an attempt failed and another one follows. Nothing depends on it: it
 * has a thread of its own, waits for no acknowledgement, and what does not fit into its queue is
 * left out. Thread-safe.
 */
@Component
class UpdateProgressPublisher implements DisposableBean {

  private static final Logger log = LoggerFactory.getLogger(UpdateProgressPublisher.class);
  private static final int MAX_QUEUED_POLLS = 20;
  private static final long IDLE_SECONDS = 30;

  private final KafkaTemplate<String, byte[]> kafka;
  private final Topics topics;
  private final Clock clock;
  private final ThreadPoolExecutor sender;

  UpdateProgressPublisher(KafkaTemplate<String, byte[]> kafka, Topics topics, Clock clock) {
    this.kafka = kafka;
    this.topics = topics;
    this.clock = clock;
    this.sender =
        new ThreadPoolExecutor(
            1,
            1,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(MAX_QUEUED_POLLS),
            task -> {
              Thread thread = new Thread(task, "update-progress");
              thread.setDaemon(true);
              return thread;
            },
            (task, full) -> log.atDebug().log("Too much progress to tell; some is left out"));
    sender.allowCoreThreadTimeOut(true);
  }

  /** The current attempt left these updates undecided and the next one begins in a while. */
  void retrying(UndecidedUpdates undecided, long retryInMs) {
    Instant now = clock.instant();
    List<UpdateProgress> progress = new ArrayList<>();
    for (ReceivedUpdate update : undecided.all()) {
      undecided
          .failedAttempt(update.templateId())
          .map(
              failed ->
                  UpdateProgress.of(
                      update.request(), failed, retryInMs, undecided.startedAt(), now))
          .ifPresent(progress::add);
    }
    AttemptsTold told = undecided.told();
    if (!progress.isEmpty()) {
      sender.execute(() -> progress.forEach(each -> send(each, told)));
    }
  }

  private void send(UpdateProgress progress, AttemptsTold told) {
    UUID updateId = progress.updateId();
    if (!told.maybeTell(updateId)) {
      return;
    }
    try {
      Future<?> unused =
          kafka
              .send(
                  new ProducerRecord<>(
                      topics.templateEvents(),
                      progress.templateId().toString(),
                      RecordFormat.write(progress)))
              .whenComplete(
                  (sent, error) -> {
                    if (error == null) {
                      told.confirm(updateId, progress.attempt());
                    }
                  });
    } catch (KafkaException e) {
      log.atDebug().setCause(e).log("Progress was not told; the outcome will tell it");
    }
  }

  /** What is still queued is left out. */
  @Override
  public void destroy() {
    sender.shutdownNow();
  }
}
