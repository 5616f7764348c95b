package dev.fieldsync.campaigns.workflow;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What a step does, and how that can turn out. */
public enum StepKind {
  /** Sends one message to the job's address. */
  SEND_EMAIL("send_email", Set.of("sent"), Duration.ofMinutes(1), 5),
  /** Rests until a reply comes or the step's time is over. */
  WAIT_FOR_REPLY("wait_for_reply", Set.of("reply", "timeout"), Duration.ofDays(2), 5),
  /** Tells the sentiment of the reply. */
  ANALYZE("analyze", Set.of("positive", "neutral", "negative"), Duration.ofMinutes(1), 5),
  /** Does what the route asks for. */
  TAKE_ACTION("take_action", Set.of("taken"), Duration.ofMinutes(1), 5),
  /** Ends the job. */
  DONE("done", Set.of(), Duration.ZERO, 1);

  private final String code;

  /** Made by {@code Set.of}, so nobody changes it. */
  @SuppressWarnings("ImmutableEnumChecker")
  private final Set<String> outcomes;

  private final Duration defaultTimeout;
  private final int defaultAttempts;

  StepKind(String code, Set<String> outcomes, Duration defaultTimeout, int defaultAttempts) {
    this.code = code;
    this.outcomes = outcomes;
    this.defaultTimeout = defaultTimeout;
    this.defaultAttempts = defaultAttempts;
  }

  /** Returns the kind of this name, empty for one that this version does not know. */
  public static Optional<StepKind> of(String code) {
    return Arrays.stream(values()).filter(kind -> kind.code.equals(code)).findFirst();
  }

  /** Returns its name in definitions. */
  public String code() {
    return code;
  }

  /** Returns the outcomes that a step of this kind can have, none for one that ends the job. */
  public Set<String> outcomes() {
    return outcomes;
  }

  /** Returns whether a job at such a step rests instead of being worked on. */
  public boolean isWait() {
    return this == WAIT_FOR_REPLY;
  }

  /** Returns whether a job that comes to such a step has ended. */
  public boolean isEnd() {
    return this == DONE;
  }

  Duration defaultTimeout() {
    return defaultTimeout;
  }

  Duration longestTimeout() {
    return isWait() ? Duration.ofDays(365) : Duration.ofHours(1);
  }

  int defaultAttempts() {
    return defaultAttempts;
  }

  List<String> sortedOutcomes() {
    return outcomes.stream().sorted().toList();
  }
}
