package dev.fieldsync.updateworker.template;

import static dev.fieldsync.updateworker.WorkerHarness.merge;
import static dev.fieldsync.updateworker.WorkerHarness.newTemplate;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fieldsync.shared.kafka.RecordFormat;
import dev.fieldsync.shared.processing.ProcessingRequest;
import dev.fieldsync.shared.update.TemplateEvent;
import dev.fieldsync.shared.update.UpdateRequest;
import dev.fieldsync.updateworker.WorkerHarness;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Promise: whatever changed a template, its processing is asked for, due after the cooldown. */
class ProcessingRequestsIT {

  @Test
  void editsAreFollowedByARequestThatNamesTheLatestAndIsDueWhenItsCooldownIsOver() {
    try (WorkerHarness harness = new WorkerHarness()) {
      UUID templateId = UUID.randomUUID();
      List<UpdateRequest> updates = new ArrayList<>();
      updates.add(newTemplate(templateId, "{\"name\":\"T\"}"));
      for (int i = 0; i < 30; i++) {
        updates.add(merge(templateId, "{\"name\":\"Name " + i + "\"}"));
      }
      UpdateRequest refused = merge(UUID.randomUUID(), "{\"name\":\"Nobody's\"}");
      updates.add(refused);
      harness.sendTogether(updates);
      harness.startWorker("fieldsync.processing.cooldown=7s");
      TemplateEvent last = harness.awaitEvent(updates.get(30).updateId());
      harness.awaitEvent(refused.updateId());

      // The events are in Kafka together with the requests.
      List<ProcessingRequest> requests =
          harness.read(harness.topics().fieldProcessing()).stream()
              .map(
                  record ->
                      RecordFormat.read(
                          record.value(),
                          ProcessingRequest.SCHEMA_VERSION,
                          ProcessingRequest.class))
              .toList();

      assertThat(requests).hasSizeLessThan(updates.size());
      assertThat(requests)
          .allSatisfy(request -> assertThat(request.templateId()).isEqualTo(templateId));
      ProcessingRequest latest = requests.get(requests.size() - 1);
      assertThat(latest.revision()).isEqualTo(31);
      assertThat(latest.organizationId()).isEqualTo(WorkerHarness.ORGANIZATION);
      assertThat(latest.dueAt()).isEqualTo(last.timings().decidedAt().plus(Duration.ofSeconds(7)));
      assertThat(latest.requestId()).isNull();
    }
  }
}
