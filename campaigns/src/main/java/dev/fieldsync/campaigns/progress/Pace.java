package dev.fieldsync.campaigns.progress;

import dev.fieldsync.campaigns.workflow.Workflow;
import dev.fieldsync.shared.campaign.CampaignEvent.Count;
import dev.fieldsync.shared.campaign.CampaignEvent.Passed;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How fast a campaign goes, and how long what is to be done takes at that pace; pure. */
final class Pace {

  /** Whoever looks back further than that finds what was long ago. */
  private static final Duration WINDOW = Duration.ofMinutes(1);

  /** Less says nothing. */
  private static final Duration SHORTEST = Duration.ofMillis(800);

  private static final Set<String> ENDED = Set.of("done", "dead", "cancelled", "dropped");

  private Pace() {}

  /**
   * How many steps the jobs of a campaign had behind them.
   *
   * @param at when
   * @param passed how many
   */
  record Sample(Instant at, long passed) {}

  /**
   * Returns how many steps ended in a second since the sample; 0 when the newest one is older than
   * a minute, since samples are taken whenever something moves; {@code null} when that is not known
   * yet.
   */
  static @Nullable Double perSecond(@Nullable Sample sample, List<Passed> passed, Instant now) {
    if (sample == null) {
      return null;
    }
    Duration time = Duration.between(sample.at(), now);
    if (time.compareTo(WINDOW) > 0) {
      return 0.0;
    }
    long steps = passed.stream().mapToLong(Passed::jobs).sum() - sample.passed();
    return time.compareTo(SHORTEST) < 0
        ? null
        : Math.round(Math.max(0, steps) * 10_000.0 / time.toMillis()) / 10.0;
  }

  /**
   * Returns in how many milliseconds the jobs that are ready have come to a wait or to their end,
   * if each takes the longest way; {@code null} when nobody can say.
   */
  static @Nullable Long etaMs(Workflow workflow, List<Count> counts, @Nullable Double perSecond) {
    long steps = 0;
    for (Count count : counts) {
      if (count.state().equals("ready")) {
        steps += count.jobs() * workflow.workAhead(count.step());
      }
    }
    if (steps == 0) {
      return 0L;
    }
    return perSecond == null || perSecond == 0 ? null : Math.round(steps * 1_000 / perSecond);
  }

  static long ended(List<Count> counts) {
    return counts.stream()
        .filter(count -> ENDED.contains(count.state()))
        .mapToLong(Count::jobs)
        .sum();
  }
}
