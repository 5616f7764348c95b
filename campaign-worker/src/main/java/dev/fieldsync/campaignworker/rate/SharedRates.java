package dev.fieldsync.campaignworker.rate;

import java.time.Duration;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

/**
 * Schedules of what all workers may do together, one row of {@code fieldsync.campaign_rate} per
 * key: a worker takes the next free moments, evenly spaced, and does one thing at each. This is the
 * virtual scheduling of the generic cell rate algorithm (ITU-T I.371, annex A) with places taken
 * ahead. Thread-safe.
 *
 * <p><b>What holds.</b> In no second is more done than the limit, however many workers there are
 * and whatever becomes of them. Moments are a little further apart than the limit says, {@code (1 s
 * + tolerance) / limit}, and each is good for {@link #TOLERANCE} from then on and lapses after
 * that. So what is done in any second belongs to moments of that second and the tolerance before
 * it, and these are no more than the limit. Nothing is to be given back, so nothing leaks when a
 * worker dies.
 *
 * <p><b>Why ahead.</b> A bucket that has to be small, since it must not let the limit through twice
 * in a second, runs over whenever nobody asks for a moment. Moments that are taken ahead are used
 * by clocks alone: asking may take a while, and one question serves {@link #AT_ONCE}.
 *
 * <p><b>Compared with Bucket4j on PostgreSQL.</b> Its back end does a {@code select ... for update}
 * and an {@code update} in one transaction for each acquisition, four round trips and one durable
 * commit while the row is locked. Here the lock lasts as long as one statement, and the table is
 * unlogged, so the commit waits for no disk. Nor does Bucket4j bound when a taken token is used;
 * for a local batch of tokens that is what breaks the limit.
 *
 * <p>The times are the database's alone; clocks of workers do not matter, only that they run.
 */
@Repository
public class SharedRates {

  /** So long a moment is good. The longer, the further below the limit the schedule stays. */
  static final Duration TOLERANCE = Duration.ofMillis(40);

  /** So far ahead moments are taken: what somebody who comes anew waits at the most. */
  static final Duration AHEAD = Duration.ofMillis(200);

  /** So much of the schedule one worker takes at once, and at least one moment. */
  static final Duration AT_ONCE = Duration.ofMillis(50);

  /**
   * The row is locked first and the time read then. A schedule that is further ahead than it can
   * be, since the clock was set back or the limit raised, is cut off.
   */
  private static final String TAKE =
      """
      with rate as materialized (
             select key, next_at
               from fieldsync.campaign_rate
              where key = ?
                for update),
           now as materialized (
             select key, next_at, clock_timestamp() as at,
                    ? * interval '1 microsecond' as gap,
                    ? * interval '1 microsecond' as ahead
               from rate),
           free as materialized (
             select key, at, gap, ahead,
                    greatest(at, least(next_at, at + ahead + gap)) as first
               from now),
           taken as materialized (
             select key, at, gap, ahead, first,
                    case when first > at + ahead then 0
                         else least(?, 1 + floor(extract(epoch from at + ahead - first)
                                                 / extract(epoch from gap))::int)
                    end as moments
               from free)
      update fieldsync.campaign_rate r
         set next_at = t.first + t.moments * t.gap
        from taken t
       where r.key = t.key
      returning t.moments,
                extract(epoch from t.first - t.at)::float8 as first_in,
                greatest(0, extract(epoch from t.first + t.moments * t.gap - t.at - t.ahead))::float8
                  as more_in
      """;

  /** A schedule that the crash of the database took away may have had so much in it. */
  private static final String ADD =
      """
      insert into fieldsync.campaign_rate (key, next_at)
      values (?, clock_timestamp() + ? * interval '1 microsecond')
          on conflict (key) do nothing
      """;

  private final JdbcTemplate jdbc;

  SharedRates(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * What was taken.
   *
   * @param moments how many, 0 for none
   * @param firstIn how long after the question was answered by the database the first one is
   * @param gap between two of them
   * @param moreIn when there are more to take, at the earliest; zero for at once
   */
  record Taken(int moments, Duration firstIn, Duration gap, Duration moreIn) {}

  /**
   * Takes the next free moments, at most so many; one round trip, waits for nobody for longer than
   * one statement takes.
   *
   * @param key what is limited
   * @param perSecond the limit, at least 1
   * @param wanted how many, at least 1
   */
  Taken take(String key, int perSecond, int wanted) {
    List<Taken> taken = takeFrom(key, perSecond, wanted);
    if (taken.isEmpty()) {
      jdbc.update(ADD, key, micros(AHEAD));
      taken = takeFrom(key, perSecond, wanted);
    }
    return taken.isEmpty() ? new Taken(0, Duration.ZERO, gap(perSecond), AHEAD) : taken.get(0);
  }

  /** Returns how many moments are {@link #AT_ONCE}. */
  static int atOnce(int perSecond) {
    return Math.max(1, (int) (AT_ONCE.toNanos() / gap(perSecond).toNanos()));
  }

  private static Duration gap(int perSecond) {
    return Duration.ofSeconds(1).plus(TOLERANCE).dividedBy(perSecond);
  }

  private List<Taken> takeFrom(String key, int perSecond, int wanted) {
    return jdbc.query(
        TAKE,
        (row, number) ->
            new Taken(
                row.getInt("moments"),
                seconds(row.getDouble("first_in")),
                gap(perSecond),
                seconds(row.getDouble("more_in"))),
        key,
        gap(perSecond).toNanos() / 1e3,
        micros(AHEAD),
        Math.min(wanted, atOnce(perSecond)));
  }

  private static double micros(Duration duration) {
    return duration.toNanos() / 1e3;
  }

  private static Duration seconds(double seconds) {
    return Duration.ofNanos((long) (seconds * 1e9));
  }
}
