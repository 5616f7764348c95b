package dev.fieldsync.scenarios.illness;

import dev.fieldsync.scenarios.figures.Goal;
import dev.fieldsync.scenarios.process.ScenarioFailure;
import dev.fieldsync.scenarios.scenario.Findings;
import dev.fieldsync.scenarios.system.Gateway;
import dev.fieldsync.scenarios.system.Target;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Updates of templates, one after the other or as fast as they are accepted. */
final class Edits implements Cause {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final int outstanding;
  private final Semaphore places;
  private final AtomicLong sent = new AtomicLong();
  private final AtomicLong refused = new AtomicLong();
  private final AtomicReference<String> refusal = new AtomicReference<>("none");
  private @Nullable Loops loops;

  private Edits(int outstanding) {
    this.outstanding = outstanding;
    this.places = new Semaphore(outstanding);
  }

  /**
   * Starts them.
   *
   * @param templates which are updated in turn
   * @param outstanding how many may be on their way to be accepted
   * @param pauseMillis between two
   */
  static Edits start(Target system, List<String> templates, int outstanding, long pauseMillis) {
    Edits edits = new Edits(outstanding);
    edits.loops = Loops.start(1, () -> edits.send(system, templates, pauseMillis));
    return edits;
  }

  private Void send(Target system, List<String> templates, long pauseMillis)
      throws InterruptedException {
    if (!places.tryAcquire(1, TimeUnit.SECONDS)) {
      return null;
    }
    long number = sent.incrementAndGet();
    String template = templates.get((int) (number % templates.size()));
    var unused =
        system
            .gateway((int) number)
            .startLater(
                "PATCH",
                "/api/templates/" + template,
                "Edits",
                "{\"field_definitions\": {\"f%1$d\": {\"label\": \"Label %2$d\"}}}"
                    .formatted(number % 10, number))
            .whenComplete(
                (reply, error) -> {
                  places.release();
                  if (error != null || !reply.isSuccess()) {
                    refused.incrementAndGet();
                    refusal.set(error == null ? reply.body().toString() : error.toString());
                  }
                });
    if (pauseMillis > 0) {
      TimeUnit.MILLISECONDS.sleep(pauseMillis);
    }
    return null;
  }

  /**
   * Makes a template.
   *
   * @param id {@code null} for any
   * @param fields how many it has: what one costs to write
   */
  static String create(Gateway gateway, @Nullable String id, int fields) {
    String definitions =
        IntStream.range(0, fields)
            .mapToObj(
                i ->
                    "\"f%1$d\": {\"id\": \"f%1$d\", \"type\": \"text\", \"label\": \"Field %1$d\", \"required\": false}"
                        .formatted(i))
            .collect(Collectors.joining(","));
    String known = id == null ? UUID.randomUUID().toString() : id;
    gateway.createTemplate(
        known,
        "{\"id\": \"%s\", \"name\": \"Edited\", \"field_definitions\": {%s}}"
            .formatted(known, definitions));
    return known;
  }

  @Override
  public void judge(Findings.Builder findings) {
    findings.figure("updates sent meanwhile", sent.get());
    findings.figure("latest refusal", String.valueOf(refusal.get()));
    findings.goal(Goal.none("updates that were refused", refused.get()));
  }

  @Override
  public void close() {
    if (loops != null) {
      loops.close();
    }
    try {
      if (!places.tryAcquire(outstanding, PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        throw new ScenarioFailure("The gateway has not answered all updates");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
