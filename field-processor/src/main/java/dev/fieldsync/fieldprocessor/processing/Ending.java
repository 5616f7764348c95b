package dev.fieldsync.fieldprocessor.processing;

import dev.fieldsync.shared.update.ProcessingOutcome;
import dev.fieldsync.shared.update.ProcessingOutcome.Result;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How a claim ends.
 *
 * @param claim the claim
 * @param kind what becomes of the row
 * @param revision the newest version that this run took account of, by number; a row that was told
 *     of a newer one meanwhile is not done
 * @param version that version, or the one that was found
 * @param problems how many problems the field definitions have
 * @param delayMs until the template is due again, 0 when it is done
 * @param reason why it is not done, {@code null} when it is
 * @param at when (database clock)
 */
record Ending(
    Claim claim,
    Kind kind,
    long revision,
    @Nullable String version,
    int problems,
    long delayMs,
    @Nullable String reason,
    Instant at) {

  /** What becomes of the row. */
  enum Kind {
    /** Done: a version was written. */
    CHANGED("changed"),
    /** Done: nothing had to be written. */
    UNCHANGED("unchanged"),
    /** Due again when the cooldown is over. */
    SKIPPED("skipped"),
    /** Tried again after a while. */
    FAILED("failed"),
    /** Left alone until somebody edits the template or asks again. */
    GIVEN_UP("given-up"),
    /** Somebody else took it over, or is about to change it: the row is theirs. */
    LOST("lost");

    private final String code;

    Kind(String code) {
      this.code = code;
    }

    String code() {
      return code;
    }

    boolean isDone() {
      return this == CHANGED || this == UNCHANGED;
    }
  }

  static Ending changed(DerivedVersion version, Instant at) {
    return new Ending(
        version.claim(),
        Kind.CHANGED,
        Math.max(version.processed().revision(), version.claim().revision()),
        version.processed().version(),
        version.problems(),
        0,
        null,
        at);
  }

  static Ending unchanged(Claim claim, Verdict.UpToDate verdict, Instant at) {
    ProcessedVersion version = verdict.upToDate();
    return new Ending(
        claim,
        Kind.UNCHANGED,
        Math.max(version.revision(), claim.revision()),
        version.version(),
        verdict.problems(),
        0,
        null,
        at);
  }

  /** The template does not exist; whoever waits is told so, and the row goes. */
  static Ending gone(Claim claim, Instant at) {
    return new Ending(
        claim,
        Kind.UNCHANGED,
        Long.MAX_VALUE,
        null,
        0,
        0,
        "The template does not exist any more",
        at);
  }

  static Ending skipped(Claim claim, @Nullable String version, long delayMs, Instant at) {
    return new Ending(
        claim, Kind.SKIPPED, 0, version, 0, delayMs, ProcessingOutcome.RECENT_USER_UPDATE, at);
  }

  static Ending lost(Claim claim, Instant at) {
    return new Ending(claim, Kind.LOST, 0, null, 0, 0, null, at);
  }

  static Ending failed(Claim claim, String reason, long delayMs, Instant at) {
    return new Ending(claim, Kind.FAILED, 0, null, 0, delayMs, reason, at);
  }

  static Ending givenUp(Claim claim, @Nullable String version, String reason, Instant at) {
    return new Ending(claim, Kind.GIVEN_UP, 0, version, 0, 0, reason, at);
  }

  /** Returns what people are told. */
  ProcessingOutcome outcome(String node) {
    Result result =
        kind.isDone() && reason == null
            ? Result.PROCESSED
            : kind == Kind.SKIPPED ? Result.SKIPPED : Result.FAILED;
    return new ProcessingOutcome(
        ProcessingOutcome.SCHEMA_VERSION,
        ProcessingOutcome.TYPE,
        claim.templateId(),
        claim.organizationId(),
        result,
        kind == Kind.CHANGED,
        reason,
        delayMs == 0 ? null : delayMs,
        version,
        problems,
        claim.requestIds(),
        node,
        at);
  }

  /** A backfill that finds nothing to do is told of in its numbers, not template by template. */
  boolean isWorthTelling() {
    return kind != Kind.LOST
        && (kind != Kind.UNCHANGED || !claim.isBackfill() || !claim.requestIds().isEmpty());
  }

  /** Returns the requests that this answers. */
  List<UUID> answered() {
    return kind == Kind.LOST ? List.of() : claim.requestIds();
  }
}
