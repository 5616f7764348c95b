package dev.fieldsync.gateway.update;

import dev.fieldsync.gateway.problem.ProblemException;
import dev.fieldsync.shared.json.Json;
import dev.fieldsync.shared.kafka.RecordFormat;
import dev.fieldsync.shared.kafka.UnreadableRecordException;
import dev.fieldsync.shared.update.TemplateEvent;
import dev.fieldsync.shared.update.UpdateRequest;
import dev.fieldsync.shared.update.UpdateStatus;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/**
 * Sends updates that were put aside once more, so that each is applied once however often, and by
 * however many gateways at a time, it is sent. Thread-safe.
 *
 * <p>An update id is decided once. An update that was decided as failed therefore goes by another
 * id, which follows from the one before; that one goes by a third when it has failed too. The next
 * id is used only when the one before is decided as failed for good, so at most one of them is ever
 * applied. An update that is not decided keeps its id and is sent unchanged.
 */
@Component
public class ReplayedUpdates {

  /** After so many ids that failed it is time to look at the cause. */
  static final int MAX_IDS = 100;

  private final UpdateTable decided;
  private final AwaitedUpdates awaited;
  private final UpdateAnswers answers;
  private final UpdateProperties properties;

  ReplayedUpdates(
      UpdateTable decided,
      AwaitedUpdates awaited,
      UpdateAnswers answers,
      UpdateProperties properties) {
    this.decided = decided;
    this.awaited = awaited;
    this.answers = answers;
    this.properties = properties;
  }

  /**
   * Reads a record's value as the update to send; empty when it is not one that this version of
   * Fieldsync understands.
   *
   * @throws ProblemException 409 when it has failed too often
   */
  public Optional<ReplayedUpdate> read(byte @Nullable [] value) {
    if (value == null) {
      return Optional.empty();
    }
    UpdateRequest request;
    try {
      request = RecordFormat.readUpdateRequest(value);
    } catch (UnreadableRecordException e) {
      return Optional.empty();
    }
    UUID id = idToUse(request);
    return Optional.of(
        id.equals(request.updateId()) ? new ReplayedUpdate(request, value) : under(id, value));
  }

  /**
   * Publishes an update and answers as for any update: with what became of it, or with 202 when
   * that is not known in the time that the sender is willing to wait.
   *
   * @param publish publishes it; returns when it is durable, throws when it is not
   */
  public CompletableFuture<ResponseEntity<byte[]>> submit(
      ReplayedUpdate update, HttpServletRequest request, Runnable publish) {
    Preferences preferences =
        Preferences.of(Collections.list(request.getHeaders("Prefer")), properties.applyTimeout());
    Change.Terms terms = new Change.Terms(update.accepted(), List.of(), preferences);
    CompletableFuture<Optional<TemplateEvent>> outcome =
        awaited.add(terms.update()).thenApply(Optional::of);
    try {
      publish.run();
    } catch (RuntimeException e) {
      awaited.remove(terms.update());
      throw e;
    }
    if (preferences.respondAsync()) {
      return CompletableFuture.completedFuture(accepted(terms));
    }
    return outcome
        .completeOnTimeout(
            Optional.empty(), preferences.maxWait().toMillis(), TimeUnit.MILLISECONDS)
        .thenCompose(
            event ->
                event
                    .map(known -> answers.decided(terms, known))
                    .orElseGet(() -> CompletableFuture.completedFuture(accepted(terms))));
  }

  private ResponseEntity<byte[]> accepted(Change.Terms terms) {
    awaited.answered(terms.update());
    return answers.accepted(terms);
  }

  private UUID idToUse(UpdateRequest request) {
    List<UUID> ids =
        Stream.iterate(request.updateId(), ReplayedUpdates::after).limit(MAX_IDS).toList();
    Map<UUID, TemplateEvent> known = decided.find(ids);
    return ids.stream()
        .filter(id -> !isSpent(id, known.get(id), request))
        .findFirst()
        .orElseThrow(
            () ->
                ProblemException.of(
                    HttpStatus.CONFLICT,
                    "DeadLetterFailing",
                    "This update has failed %d times. Remove the cause that its newest dead letter names, and send the change again as a new update."
                        .formatted(MAX_IDS)));
  }

  /** An id of ours that somebody else has used is no use to us either. */
  private static boolean isSpent(UUID id, @Nullable TemplateEvent event, UpdateRequest request) {
    if (event == null) {
      return false;
    }
    return event.digest().equals(request.digest())
        ? event.status() == UpdateStatus.FAILED
        : !id.equals(request.updateId());
  }

  private static UUID after(UUID failed) {
    return UUID.nameUUIDFromBytes(("replay of\n" + failed).getBytes(StandardCharsets.UTF_8));
  }

  /** Edits the JSON, so that what a newer version wrote into it survives. */
  private static ReplayedUpdate under(UUID id, byte[] value) {
    ObjectNode tree = (ObjectNode) Json.mapper().readTree(value);
    tree.put("updateId", id.toString());
    byte[] edited = Json.mapper().writeValueAsBytes(tree);
    return new ReplayedUpdate(RecordFormat.readUpdateRequest(edited), edited);
  }
}
