package dev.fieldsync.gateway.live;

import dev.fieldsync.shared.update.AcknowledgedUpdates;
import dev.fieldsync.shared.update.AcknowledgedUpdates.Acknowledgement;
import dev.fieldsync.shared.update.Attempt;
import dev.fieldsync.shared.update.TemplateEvent;
import dev.fieldsync.shared.update.UpdateProgress;
import dev.fieldsync.shared.update.UpdateRequest;
import dev.fieldsync.shared.update.UpdateStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * What each record says about the life of an update. A pure function of the record: every gateway
 * gets the same events in the same order from it, which is what makes their numbers part of an id.
 */
final class UpdateLife {

  private UpdateLife() {}

  /** The gateway took it, and it is durable in the log. */
  static List<LifeEvent> of(UpdateRequest request, Instant queuedAt) {
    UpdateStory story =
        new UpdateStory(
            request.updateId(), request.templateId(), request.organizationId(), request.actor());
    story.tell("accepted", request.acceptedAt());
    story.tell("queued", latest(request.acceptedAt(), queuedAt));
    return story.events();
  }

  /** An attempt failed and another one follows. */
  static List<LifeEvent> of(UpdateProgress progress) {
    UpdateStory story =
        new UpdateStory(
            progress.updateId(),
            progress.templateId(),
            progress.organizationId(),
            progress.actor());
    if (progress.attempt() == 1) {
      story.tell("started", progress.startedAt());
    }
    Attempt failed = new Attempt(progress.attempt(), progress.delayMs(), progress.outcome());
    tellAttempt(story, failed, progress.at());
    tellRetry(story, progress.attempt() + 1, progress.retryInMs(), progress.at());
    return story.events();
  }

  /**
   * An update was decided.
   *
   * @param toldAttempts that many of its attempts were told as {@link UpdateProgress} before
   * @param loggedAt when it came into the log
   */
  static List<LifeEvent> of(TemplateEvent event, int toldAttempts, Instant loggedAt) {
    UpdateStory story =
        new UpdateStory(
            event.updateId(), event.templateId(), event.organizationId(), event.actor());
    Instant startedAt = event.timings().startedAt();
    Instant decidedAt = event.timings().decidedAt();
    if (toldAttempts == 0) {
      story.tell("started", startedAt);
    }
    List<Attempt> attempts = event.attempts();
    // When an attempt that was not told at its time was made is not known; not before this.
    Instant earliest = startedAt;
    for (int i = 0; i < attempts.size(); i++) {
      Attempt attempt = attempts.get(i);
      boolean last = i + 1 == attempts.size();
      earliest = earliest.plusMillis(attempt.delayMs());
      if (attempt.attempt() > toldAttempts) {
        tellAttempt(story, attempt, last ? decidedAt : earliest);
        if (!last) {
          Attempt next = attempts.get(i + 1);
          tellRetry(story, next.attempt(), next.delayMs(), earliest);
        }
      }
    }
    story.tell(outcome(event.status()), decidedAt, event);
    if (event.status() == UpdateStatus.APPLIED) {
      story.tell(
          "invalidated", latest(decidedAt, loggedAt), json -> json.put("version", event.version()));
    }
    return story.events();
  }

  /** A gateway told the senders. */
  static List<LifeEvent> of(AcknowledgedUpdates acknowledged) {
    List<LifeEvent> events = new ArrayList<>(acknowledged.updates().size());
    for (Acknowledgement each : acknowledged.updates()) {
      UpdateStory story =
          new UpdateStory(each.updateId(), each.templateId(), each.organizationId(), each.actor());
      story.tell(
          "acknowledged",
          each.at(),
          json -> {
            json.put("outcome", each.status().code());
            if (each.version() != null) {
              json.put("version", each.version());
            }
            json.put("node", acknowledged.node());
          });
      events.addAll(story.events());
    }
    return events;
  }

  /** A record's time has milliseconds only. */
  static Instant latest(Instant known, Instant logged) {
    return logged.isAfter(known) ? logged : known;
  }

  private static String outcome(UpdateStatus status) {
    return switch (status) {
      case APPLIED -> "applied";
      case CONFLICT, REJECTED -> "refused";
      case FAILED, PENDING -> "failed";
    };
  }

  private static void tellAttempt(UpdateStory story, Attempt attempt, Instant at) {
    story.tell(
        "attempt",
        at,
        json ->
            json.put("attempt", attempt.attempt())
                .put("delayMs", attempt.delayMs())
                .put("outcome", attempt.outcome().code()));
    if (attempt.outcome() == Attempt.Outcome.VERSION_MISS) {
      story.tell(
          "conflict",
          at,
          json -> json.put("attempt", attempt.attempt()).put("outcome", attempt.outcome().code()));
    }
  }

  private static void tellRetry(UpdateStory story, int attempt, long inMs, Instant at) {
    story.tell("retry", at, json -> json.put("attempt", attempt).put("delayMs", inMs));
  }
}
