package dev.fieldsync.gateway.processing;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.fieldsync.shared.update.ProcessingOutcome;
import org.jspecify.annotations.Nullable;

/**
 * How a run ended as people see it; what does not apply is left out.
 *
 * @param outcome processed, skipped, or queued when that is not known yet
 * @param reason why it was not processed
 * @param retryAfterMs in how many milliseconds it runs again by itself
 * @param version the template's version after the run
 * @param changed whether it made a version
 * @param problems how many problems it found in the field definitions
 * @param statusUrl where to see what waits
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record RunView(
    String outcome,
    @Nullable String reason,
    @Nullable Long retryAfterMs,
    @Nullable String version,
    @Nullable Boolean changed,
    @Nullable Integer problems,
    @Nullable String statusUrl) {

  private static final String PAUSED = "Skipped - field processing is paused";

  private static final String QUEUED =
      "No processor has answered yet; the template is processed as soon as one can";

  static RunView of(ProcessingOutcome outcome) {
    return new RunView(
        outcome.result().code(),
        outcome.reason(),
        outcome.retryAfterMs(),
        outcome.version(),
        outcome.changed(),
        outcome.problems(),
        null);
  }

  static RunView paused(@Nullable String version) {
    return new RunView(
        ProcessingOutcome.Result.SKIPPED.code(), PAUSED, null, version, false, 0, null);
  }

  static RunView queued(String statusUrl) {
    return new RunView("queued", QUEUED, null, null, null, null, statusUrl);
  }
}
