package dev.fieldsync.updateworker.template;

import dev.fieldsync.shared.kafka.RecordFormat;
import dev.fieldsync.shared.kafka.Topics;
import dev.fieldsync.shared.update.UpdateRequest;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Updates as a worker holds them after a poll. */
final class HeldUpdates {

  private HeldUpdates() {}

  static ReceivedUpdate of(UpdateRequest request, Topics topics) {
    return ReceivedUpdate.read(
        new ConsumerRecord<>(
            topics.templateUpdates(),
            0,
            0,
            request.templateId().toString(),
            RecordFormat.write(request)));
  }
}
