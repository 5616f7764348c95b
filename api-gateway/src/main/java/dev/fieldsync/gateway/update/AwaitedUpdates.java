package dev.fieldsync.gateway.update;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.fieldsync.gateway.events.TemplateEventListener;
import dev.fieldsync.gateway.problem.ProblemException;
import dev.fieldsync.gateway.stats.ActiveUpdates;
import dev.fieldsync.shared.update.Operation;
import dev.fieldsync.shared.update.TemplateEvent;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/**
 * The updates that this gateway has accepted and that no event has decided yet. Bounded,
 * thread-safe, and without a thread of its own: an event completes the future.
 *
 * <p>Two requests with one id wait together when they are the same request, and apart when they are
 * not: the event's digest tells which of them it answers.
 */
@Component
@Order(Ordered.LOWEST_PRECEDENCE)
class AwaitedUpdates implements TemplateEventListener, ActiveUpdates {

  private final ConcurrentHashMap<Key, Waiting> waiting = new ConcurrentHashMap<>();

  /**
   * Whose senders have their 202, by id. One that is forgotten here is found in the request log.
   */
  private final Cache<UUID, AcceptedUpdate> answered;

  /** The creates among all of them, by template. */
  private final Cache<UUID, AcceptedUpdate> creates;

  private final int maxWaiting;

  AwaitedUpdates(UpdateProperties properties) {
    maxWaiting = properties.maxWaiting();
    answered = Caffeine.newBuilder().maximumSize(properties.maxRemembered()).build();
    creates = Caffeine.newBuilder().maximumSize(properties.maxRemembered()).build();
  }

  private record Key(UUID updateId, String digest) {

    static Key of(AcceptedUpdate update) {
      return new Key(update.updateId(), update.digest());
    }
  }

  private record Waiting(AcceptedUpdate update, CompletableFuture<TemplateEvent> decided) {}

  /**
   * Begins to await an update; must be called before it is published.
   *
   * @return completes with the event, never exceptionally
   * @throws ProblemException 503 when too many are waiting
   */
  CompletableFuture<TemplateEvent> add(AcceptedUpdate update) {
    if (waiting.size() >= maxWaiting) {
      throw ProblemException.of(
          HttpStatus.SERVICE_UNAVAILABLE,
          "TooManyUpdates",
          "This gateway is waiting for "
              + maxWaiting
              + " updates already. Nothing was accepted; try again in a second.");
    }
    if (update.operation() == Operation.CREATE) {
      creates.put(update.templateId(), update);
    }
    return waiting
        .computeIfAbsent(Key.of(update), key -> new Waiting(update, new CompletableFuture<>()))
        .decided();
  }

  /** Stops to await an update that could not be published. */
  void remove(AcceptedUpdate update) {
    waiting.remove(Key.of(update));
    creates.asMap().remove(update.templateId(), update);
  }

  /** Its sender was answered with 202 and waits no more. */
  void answered(AcceptedUpdate update) {
    answered.put(update.updateId(), update);
    if (waiting.remove(Key.of(update)) == null) {
      // Its event came just now.
      answered.invalidate(update.updateId());
    }
  }

  /** Returns the update under this id that is not decided yet. */
  Optional<AcceptedUpdate> find(UUID updateId) {
    return Optional.ofNullable(answered.getIfPresent(updateId))
        .or(
            () ->
                waiting.values().stream()
                    .map(Waiting::update)
                    .filter(update -> update.updateId().equals(updateId))
                    .findFirst());
  }

  @Override
  public long count() {
    return waiting.size() + answered.estimatedSize();
  }

  /** Says whether this template is about to be created by a request of this gateway. */
  boolean creates(UUID templateId, String organizationId) {
    AcceptedUpdate create = creates.getIfPresent(templateId);
    return create != null && create.organizationId().equals(organizationId);
  }

  @Override
  public void onEvent(TemplateEvent event) {
    if (event.operation() == Operation.CREATE) {
      creates.invalidate(event.templateId());
    }
    Waiting decided = waiting.remove(new Key(event.updateId(), event.digest()));
    if (decided != null) {
      decided.decided().complete(event);
    }
    answered
        .asMap()
        .computeIfPresent(
            event.updateId(),
            (id, update) -> update.digest().equals(event.digest()) ? null : update);
  }
}
