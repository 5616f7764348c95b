package dev.fieldsync.fieldprocessor.processing;

import dev.fieldsync.shared.history.CurrentTemplate;
import dev.fieldsync.shared.processing.ProcessingCooldown;
import dev.fieldsync.shared.update.TemplateEvent;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.NonTransientDataAccessException;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/**
 * One turn of the processor: claim what is due, decide, write, publish, end the claims.
 * Thread-safe; any number of threads and processes take turns.
 */
@Component
class ProcessDue {

  private static final Logger log = LoggerFactory.getLogger(ProcessDue.class);

  /** As stored, that is compressed; what is in memory at once is several times as much. */
  private static final long MAX_STORED_BYTES_AT_ONCE = 4 * 1024 * 1024;

  private static final long FIRST_RETRY_MS = 1_000;
  private static final long MAX_RETRY_MS = 60_000;
  private static final int MAX_REASON_LENGTH = 2_000;

  private final ProcessingQueue queue;
  private final ProcessableTemplates templates;
  private final ProcessingRun run;
  private final DerivedVersions versions;
  private final ProcessingPublisher publisher;
  private final EndedClaims ended;
  private final ProcessingMetrics metrics;
  private final ProcessingCooldown cooldown;
  private final ProcessorProperties properties;
  private final Clock clock;

  ProcessDue(
      ProcessingQueue queue,
      ProcessableTemplates templates,
      ProcessingRun run,
      DerivedVersions versions,
      ProcessingPublisher publisher,
      EndedClaims ended,
      ProcessingMetrics metrics,
      ProcessingCooldown cooldown,
      ProcessorProperties properties,
      Clock clock) {
    this.queue = queue;
    this.templates = templates;
    this.run = run;
    this.versions = versions;
    this.publisher = publisher;
    this.ended = ended;
    this.metrics = metrics;
    this.cooldown = cooldown;
    this.properties = properties;
    this.clock = clock;
  }

  /**
   * Takes one turn.
   *
   * @return how many templates were due
   * @throws RuntimeException when the database or Kafka is away; what was claimed is claimed again
   *     when the lease is over
   */
  int runOnce() {
    List<Claim> claims = queue.claim();
    slices(claims).forEach(this::process);
    return claims.size();
  }

  private static List<List<Claim>> slices(List<Claim> claims) {
    List<List<Claim>> slices = new ArrayList<>();
    List<Claim> slice = new ArrayList<>();
    long bytes = 0;
    for (Claim claim : claims) {
      if (!slice.isEmpty() && bytes + claim.storedBytes() > MAX_STORED_BYTES_AT_ONCE) {
        slices.add(slice);
        slice = new ArrayList<>();
        bytes = 0;
      }
      slice.add(claim);
      bytes += claim.storedBytes();
    }
    if (!slice.isEmpty()) {
      slices.add(slice);
    }
    return slices;
  }

  private void process(List<Claim> claims) {
    Batch batch = decide(claims);
    write(batch);
    if (!batch.upToDate.isEmpty()) {
      versions.noteUpToDate(batch.upToDate);
    }
    List<UUID> unpublished =
        claims.stream().map(Claim::writtenByRun).filter(Objects::nonNull).toList();
    batch.events.addAll(0, versions.eventsOf(unpublished));
    publisher.publish(batch.events, batch.endings);
    ended.end(batch.endings);
    batch.endings.forEach(this::report);
  }

  /** What comes of claims, as it comes. */
  private static final class Batch {
    final List<DerivedVersion> writes = new ArrayList<>();
    final List<ProcessedVersion> upToDate = new ArrayList<>();
    final List<TemplateEvent> events = new ArrayList<>();
    final List<Ending> endings = new ArrayList<>();
  }

  private Batch decide(List<Claim> claims) {
    List<UUID> ids = claims.stream().map(Claim::templateId).toList();
    Map<UUID, ObjectNode> derived = templates.derived(ids);
    // Read after what was derived: values that it does not know of are looked up in the history.
    Map<UUID, CurrentTemplate> stored = templates.load(ids);
    Batch batch = new Batch();
    for (Claim claim : claims) {
      CurrentTemplate template = stored.get(claim.templateId());
      try {
        decide(claim, template, derived.get(claim.templateId()), batch);
      } catch (IllegalArgumentException | IllegalStateException | ClassCastException e) {
        batch.endings.add(failure(claim, template, e));
      }
    }
    return batch;
  }

  private void decide(
      Claim claim, @Nullable CurrentTemplate template, @Nullable ObjectNode derived, Batch batch) {
    Instant now = timeOf(template);
    Verdict verdict =
        run.decide(
            claim,
            template,
            derived,
            (fieldId, key, value) -> templates.wrote(claim.templateId(), fieldId, key, value),
            UUID::randomUUID);
    if (verdict instanceof Verdict.Write write) {
      batch.writes.add(write.version());
    } else if (verdict instanceof Verdict.UpToDate upToDate) {
      batch.upToDate.add(upToDate.upToDate());
      batch.endings.add(Ending.unchanged(claim, upToDate, now));
    } else if (verdict instanceof Verdict.TooEarly early) {
      batch.endings.add(Ending.skipped(claim, early.version(), early.retryAfterMs(), now));
    } else if (verdict instanceof Verdict.Impossible impossible) {
      batch.endings.add(Ending.givenUp(claim, impossible.version(), impossible.reason(), now));
    } else {
      batch.endings.add(Ending.gone(claim, now));
    }
  }

  private void write(Batch batch) {
    if (batch.writes.isEmpty()) {
      return;
    }
    try {
      written(batch.writes, batch);
    } catch (NonTransientDataAccessException e) {
      if (e instanceof DataAccessResourceFailureException) {
        throw e;
      }
      // One of them breaks the statement for all; it alone fails.
      for (DerivedVersion version : batch.writes) {
        try {
          written(List.of(version), batch);
        } catch (NonTransientDataAccessException own) {
          if (own instanceof DataAccessResourceFailureException) {
            throw own;
          }
          batch.endings.add(failure(version.claim(), version.before(), own));
        }
      }
    }
  }

  private void written(List<DerivedVersion> writes, Batch batch) {
    Map<UUID, DerivedVersions.Written> results = versions.write(writes);
    for (DerivedVersion version : writes) {
      DerivedVersions.Written result = results.get(version.before().id());
      Instant writtenAt = result == null ? null : result.at();
      if (writtenAt != null) {
        batch.events.add(ProcessingPublisher.event(version, writtenAt));
        batch.endings.add(Ending.changed(version, writtenAt));
      } else {
        batch.endings.add(missed(version, result != null && result.held()));
      }
    }
  }

  /** Somebody was faster. When that was a person, it is quiet again after the cooldown. */
  private Ending missed(DerivedVersion version, boolean held) {
    Instant foundAt = version.before().foundAt().toInstant();
    return held
        ? Ending.skipped(
            version.claim(),
            version.before().version(),
            Math.max(1, cooldown.duration().toMillis()),
            foundAt)
        : Ending.lost(version.claim(), foundAt);
  }

  private Ending failure(Claim claim, @Nullable CurrentTemplate template, RuntimeException reason) {
    log.atError()
        .setCause(reason)
        .addKeyValue("templateId", claim.templateId())
        .addKeyValue("failures", claim.failures() + 1)
        .log("The field definitions of a template could not be processed");
    Instant now = timeOf(template);
    String text = String.valueOf(NestedExceptionUtils.getMostSpecificCause(reason).getMessage());
    String start =
        text.length() <= MAX_REASON_LENGTH ? text : text.substring(0, MAX_REASON_LENGTH) + "...";
    return claim.failures() + 1 >= properties.maxAttempts()
        ? Ending.givenUp(claim, null, start, now)
        : Ending.failed(claim, start, retryDelayMs(claim.failures()), now);
  }

  private Instant timeOf(@Nullable CurrentTemplate template) {
    return template == null ? clock.instant() : template.foundAt().toInstant();
  }

  private static long retryDelayMs(int failures) {
    long delay = Math.min(FIRST_RETRY_MS << Math.min(failures, 10), MAX_RETRY_MS);
    return delay / 2 + ThreadLocalRandom.current().nextLong(delay);
  }

  private void report(Ending ending) {
    metrics.ended(ending);
    (ending.kind().isDone() ? log.atDebug() : log.atInfo())
        .addKeyValue("templateId", ending.claim().templateId())
        .addKeyValue("outcome", ending.kind().code())
        .addKeyValue("version", ending.version())
        .addKeyValue("reason", ending.reason())
        .addKeyValue("retryAfterMs", ending.delayMs())
        .log("A template was looked at");
  }
}
