package dev.fieldsync.gateway.live;

import dev.fieldsync.shared.update.ProcessingOutcome;
import dev.fieldsync.shared.update.TemplateEvent;
import java.time.Instant;
import java.util.List;

/**
 * What records say about the background processing. A pure function of the record, as the other.
 */
final class ProcessingLife {

  /** People did nothing; which processor it was says the node. */
  private static final String ACTOR = "Background";

  private ProcessingLife() {}

  /**
   * The processor made a version; how its run ended says the record that follows.
   *
   * @param loggedAt when it came into the log
   */
  static List<LifeEvent> of(TemplateEvent event, Instant loggedAt) {
    UpdateStory story =
        new UpdateStory(
            event.updateId(), event.templateId(), event.organizationId(), event.actor());
    story.tell(
        "invalidated",
        UpdateLife.latest(event.timings().decidedAt(), loggedAt),
        json -> json.put("version", event.version()).put("source", event.source().code()));
    return story.events();
  }

  /** A run ended. */
  static List<LifeEvent> of(ProcessingOutcome outcome) {
    UpdateStory story =
        new UpdateStory(null, outcome.templateId(), outcome.organizationId(), ACTOR);
    story.tell(
        type(outcome.result()),
        outcome.at(),
        json -> {
          if (outcome.reason() != null) {
            json.put("reason", outcome.reason());
          }
          if (outcome.retryAfterMs() != null) {
            json.put("retryAfterMs", outcome.retryAfterMs());
          }
          if (outcome.version() != null) {
            json.put("version", outcome.version());
          }
          json.put("changed", outcome.changed());
          json.put("problems", outcome.problems());
          json.put("node", outcome.node());
        });
    return story.events();
  }

  private static String type(ProcessingOutcome.Result result) {
    return switch (result) {
      case PROCESSED -> "processed";
      case SKIPPED -> "skipped";
      case FAILED -> "processing-failed";
    };
  }
}
