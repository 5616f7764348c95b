package dev.fieldsync.updateworker.deadletter;

import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;

/** The loop of the dead letters: read a poll, keep every record of it, commit the offsets. */
@Component
class DeadLettersListener {

  private static final Logger log = LoggerFactory.getLogger(DeadLettersListener.class);

  private final DeadLetterTable table;
  private final DeadLetterMetrics metrics;

  DeadLettersListener(DeadLetterTable table, DeadLetterMetrics metrics) {
    this.table = table;
    this.metrics = metrics;
  }

  /**
   * Keeps one poll. When it throws, because the database is away, the poll is delivered again for
   * as long as it takes.
   */
  @KafkaListener(
      id = "dead-letters",
      topics = {
        "#{@topics.templateUpdatesDeadLetters()}",
        "#{@topics.fieldProcessingDeadLetters()}",
        "#{@topics.taskOperationsDeadLetters()}"
      },
      groupId = "#{@topics.deadLettersGroup()}",
      concurrency = "1",
      batch = "true",
      properties = "max.poll.records=50")
  void onPoll(List<ConsumerRecord<String, byte[]>> records) {
    for (DeadLetter added : table.add(records.stream().map(DeadLetter::read).toList())) {
      metrics.added(added);
      log.atWarn()
          .addKeyValue("deadLetterId", added.id())
          .addKeyValue("updateId", added.parts().updateId())
          .addKeyValue("templateId", added.parts().templateId())
          .addKeyValue("kind", added.kind().code())
          .addKeyValue("replayOf", added.replayOf())
          .log("A dead letter waits for somebody to replay or drop it");
    }
  }
}
