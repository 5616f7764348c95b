package dev.fieldsync.taskagent.sync;

import dev.fieldsync.taskagent.problem.ProblemException;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** Those who watch the sync, as server-sent events. Bounded, thread-safe. */
@Component
class SyncWatchers {

  private static final int MAX_WATCHERS = 20;

  private final List<SseEmitter> emitters = new CopyOnWriteArrayList<>();

  /**
   * Adds a watcher and tells it at once, so that it knows that it watches.
   *
   * @throws ProblemException 503 when there are too many
   */
  SseEmitter add() {
    if (emitters.size() >= MAX_WATCHERS) {
      // Only by writing to them it is noticed that some are gone.
      tell("status", null);
    }
    if (emitters.size() >= MAX_WATCHERS) {
      throw ProblemException.of(
          HttpStatus.SERVICE_UNAVAILABLE,
          "TooManyWatchers",
          MAX_WATCHERS + " watch already. Close one and try again.");
    }
    SseEmitter emitter = new SseEmitter(0L);
    emitter.onCompletion(() -> emitters.remove(emitter));
    emitter.onTimeout(() -> emitters.remove(emitter));
    emitter.onError(error -> emitters.remove(emitter));
    emitters.add(emitter);
    // Else the stream would not open before something happens.
    tell(emitter, "status", Map.of());
    return emitter;
  }

  /** Tells everybody; who is gone is forgotten. */
  void tell(String event, @Nullable Object data) {
    Object said = data == null ? Map.of() : data;
    List.copyOf(emitters).forEach(emitter -> tell(emitter, event, said));
  }

  private void tell(SseEmitter emitter, String event, Object data) {
    try {
      emitter.send(SseEmitter.event().name(event).data(data, MediaType.APPLICATION_JSON));
    } catch (IOException | IllegalStateException e) {
      emitters.remove(emitter);
      emitter.completeWithError(e);
    }
  }
}
