package dev.fieldsync.simulators.traffic;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Says in headers how many calls are left, and when to come back. */
final class Refusals {

  private static final DateTimeFormatter HTTP_DATE =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private final SimulatedProvider provider;
  private final RateLimit rateLimit;
  private final Clock clock;

  Refusals(SimulatedProvider provider, RateLimit rateLimit, Clock clock) {
    this.provider = provider;
    this.rateLimit = rateLimit;
    this.clock = clock;
  }

  Answer tooMany(Behaviour behaviour) {
    Answer refusal = provider.error(Fault.THROTTLED);
    return withLimit(comeBack(refusal, behaviour.retryHint(), rateLimit.reset()), behaviour, 0);
  }

  Answer throttled(Behaviour behaviour) {
    Answer refusal = provider.error(Fault.THROTTLED);
    return comeBack(refusal, behaviour.retryHint(), epochSecond(behaviour.retryAfter()));
  }

  Answer withLimit(Answer answer, Behaviour behaviour, int left) {
    if (behaviour.callsPerSecond() == 0) {
      return answer;
    }
    return answer
        .with("X-RateLimit-Limit", Integer.toString(behaviour.callsPerSecond()))
        .with("X-RateLimit-Remaining", Integer.toString(left))
        .with("X-RateLimit-Reset", Long.toString(rateLimit.reset()));
  }

  private Answer comeBack(Answer refusal, RetryHint hint, long epochSecond) {
    return switch (hint) {
      case SECONDS ->
          refusal.with(
              "Retry-After",
              Long.toString(Math.max(0, epochSecond - clock.instant().getEpochSecond())));
      case DATE ->
          refusal.with("Retry-After", HTTP_DATE.format(Instant.ofEpochSecond(epochSecond)));
      case RESET -> refusal.with("X-RateLimit-Reset", Long.toString(epochSecond));
      case NONE -> refusal;
    };
  }

  private long epochSecond(Duration fromNow) {
    return clock.instant().plus(fromNow).getEpochSecond();
  }
}
