package dev.fieldsync.updateworker.template;

import dev.fieldsync.shared.kafka.UnreadableRecordException;
import dev.fieldsync.updateworker.deadletter.DeadLetters;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;

/** The worker's loop: read a poll, get every update of it decided, commit the offsets. */
@Component
class TemplateUpdatesListener {

  private final ApplyUpdates applyUpdates;
  private final DeadLetters deadLetters;

  TemplateUpdatesListener(ApplyUpdates applyUpdates, DeadLetters deadLetters) {
    this.applyUpdates = applyUpdates;
    this.deadLetters = deadLetters;
  }

  /**
   * Handles one poll. When it returns, every update of the poll is decided, its event is in Kafka,
   * and the offsets are committed; when it throws, the poll is delivered again.
   */
  @KafkaListener(
      id = "template-updates",
      topics = "#{@topics.templateUpdates()}",
      groupId = "#{@topics.updateWorkerGroup()}",
      batch = "true")
  void onPoll(List<ConsumerRecord<String, byte[]>> records) {
    List<ReceivedUpdate> updates = new ArrayList<>(records.size());
    for (ConsumerRecord<String, byte[]> record : records) {
      try {
        updates.add(ReceivedUpdate.read(record));
      } catch (UnreadableRecordException e) {
        deadLetters.add(record, e);
      }
    }
    applyUpdates.apply(updates);
  }
}
