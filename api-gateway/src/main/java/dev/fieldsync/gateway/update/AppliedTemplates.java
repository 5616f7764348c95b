package dev.fieldsync.gateway.update;

import dev.fieldsync.gateway.template.TemplateBody;
import dev.fieldsync.gateway.template.TemplateVersions;
import dev.fieldsync.shared.history.VersionKey;
import dev.fieldsync.shared.merge.Conflict;
import dev.fieldsync.shared.update.TemplateEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/**
 * Loads the document that an update led to, for its answer. What is wanted while a query is under
 * way is loaded by the next one, all of it together, so that a burst of answers costs few queries.
 * Thread-safe; bounded by the number of awaited updates.
 */
@Component
class AppliedTemplates implements DisposableBean {

  private static final Logger log = LoggerFactory.getLogger(AppliedTemplates.class);
  private static final int MAX_BATCH = 256;
  private static final long STOP_SECONDS = 5;

  private final TemplateVersions versions;
  private final UpdateTable updates;
  private final Queue<Request> requests = new ConcurrentLinkedQueue<>();
  private final AtomicBoolean draining = new AtomicBoolean();
  private final ExecutorService executor =
      Executors.newSingleThreadExecutor(task -> new Thread(task, "applied-templates"));

  AppliedTemplates(TemplateVersions versions, UpdateTable updates) {
    this.versions = versions;
    this.updates = updates;
  }

  private record Request(VersionKey wanted, CompletableFuture<Optional<TemplateBody>> answer) {}

  /** Returns the document; empty when it cannot be had, never exceptionally. */
  CompletableFuture<Optional<TemplateBody>> find(VersionKey wanted) {
    Request request = new Request(wanted, new CompletableFuture<>());
    requests.add(request);
    drainSoon();
    return request.answer();
  }

  /** Returns an update's conflicts with all their values, never exceptionally. */
  CompletableFuture<List<Conflict>> conflicts(TemplateEvent event) {
    return Boolean.TRUE.equals(event.conflictsAbridged())
        ? CompletableFuture.supplyAsync(() -> wholeConflicts(event), executor)
        : CompletableFuture.completedFuture(event.conflicts());
  }

  private List<Conflict> wholeConflicts(TemplateEvent event) {
    try {
      return updates
          .find(event.updateId())
          .map(TemplateEvent::conflicts)
          .orElseGet(event::conflicts);
    } catch (RuntimeException e) {
      log.atWarn()
          .setCause(e)
          .addKeyValue("updateId", event.updateId())
          .log("The values of conflicts cannot be read; answering with their places");
      return event.conflicts();
    }
  }

  private void drainSoon() {
    if (draining.compareAndSet(false, true)) {
      executor.execute(this::drain);
    }
  }

  private void drain() {
    List<Request> batch = new ArrayList<>();
    for (Request next = requests.poll(); next != null; next = pollUpTo(batch.size())) {
      batch.add(next);
    }
    try {
      Map<VersionKey, TemplateBody> found =
          versions.find(batch.stream().map(Request::wanted).distinct().toList());
      batch.forEach(
          request -> request.answer().complete(Optional.ofNullable(found.get(request.wanted()))));
    } catch (RuntimeException e) {
      log.atWarn().setCause(e).log("Applied templates cannot be read; answering without them");
      batch.forEach(request -> request.answer().complete(Optional.empty()));
    } finally {
      draining.set(false);
      if (!requests.isEmpty()) {
        drainSoon();
      }
    }
  }

  private @Nullable Request pollUpTo(int size) {
    return size < MAX_BATCH ? requests.poll() : null;
  }

  @Override
  public void destroy() throws InterruptedException {
    executor.shutdown();
    if (!executor.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS)) {
      executor.shutdownNow();
    }
  }
}
