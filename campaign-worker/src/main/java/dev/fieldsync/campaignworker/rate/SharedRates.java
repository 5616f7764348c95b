package dev.fieldsync.campaignworker.rate;

import java.time.Duration;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

/**
 * Takes allowance out of buckets that all workers share, one row of {@code
 * fieldsync.campaign_allowance} per key. Thread-safe.
 *
 * <p><b>What holds.</b> A bucket is filled by the limit per second and never holds more than half a
 * slice, where a slice is what may be done in {@link #SLICE}, at least one. What is taken has to be
 * used within half of {@link #SLICE} and lapses then. So what is used in any second was taken
 * within the second and the half slice before its end, and that is never more than the limit and
 * one slice, however many workers there are and whatever becomes of them. Nothing is to be given
 * back, so nothing leaks when a worker dies.
 *
 * <p><b>Compared with Bucket4j on PostgreSQL.</b> Its back end does a {@code select ... for update}
 * and an {@code update} in one transaction for each acquisition, four round trips and one durable
 * commit while the row is locked, so a key is limited to what one row can take in a row. Here many
 * calls share one statement, which commits by itself: the lock lasts as long as the statement, not
 * as long as round trips. The table is unlogged, so the commit waits for no disk. A crash of the
 * database empties the buckets, and they begin anew with nothing in them. Nor does Bucket4j bound
 * when a taken token is used; for a local batch of tokens that is what breaks the limit.
 *
 * <p>The times are the database's alone; clocks of workers do not matter.
 */
@Repository
public class SharedRates {

  /** What may be done in this time is a slice. */
  public static final Duration SLICE = Duration.ofMillis(100);

  /** What was taken has to be used within this time from the moment when it was asked for. */
  static final Duration USABLE = SLICE.dividedBy(2);

  /**
   * The row is locked first and the time read then: nobody's time is older than the row's. A refill
   * is never more than the bucket holds.
   */
  private static final String TAKE =
      """
      with bucket as materialized (
             select key, tokens, at
               from fieldsync.campaign_allowance
              where key = ?
                for update),
           filled as materialized (
             select key, now_at,
                    least(greatest(1, per_second * ?::float8),
                          tokens + per_second * greatest(0, extract(epoch from now_at - at)))
                    as tokens
               from (select b.key, b.tokens, b.at, clock_timestamp() as now_at,
                            ?::float8 as per_second
                       from bucket b) b),
           taken as materialized (
             select key, now_at, tokens, greatest(0, least(?::float8, floor(tokens))) as taken
               from filled)
      update fieldsync.campaign_allowance a
         set tokens = t.tokens - t.taken,
             at = greatest(a.at, t.now_at)
        from taken t
       where a.key = t.key
      returning t.taken::int as taken,
                greatest(0, 1 - (t.tokens - t.taken)) as missing
      """;

  private static final String ADD =
      """
      insert into fieldsync.campaign_allowance (key, tokens, at)
      values (?, 0, clock_timestamp())
          on conflict (key) do nothing
      """;

  private final JdbcTemplate jdbc;

  SharedRates(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * What was taken.
   *
   * @param tokens how many calls may be made, 0 for none
   * @param nextIn when nothing is left, how long until there is a token; a hint, since others take
   *     as well
   */
  record Taken(int tokens, Duration nextIn) {}

  /**
   * Takes what there is, at most so many; one round trip, waits for nobody for longer than one
   * statement takes.
   *
   * @param key what is limited
   * @param perSecond the limit, at least 1
   * @param wanted how many calls there are to make, at least 1
   */
  Taken take(String key, int perSecond, int wanted) {
    List<Taken> taken = takeFrom(key, perSecond, wanted);
    if (taken.isEmpty()) {
      jdbc.update(ADD, key);
      taken = takeFrom(key, perSecond, wanted);
    }
    return taken.isEmpty() ? new Taken(0, USABLE) : taken.get(0);
  }

  private List<Taken> takeFrom(String key, int perSecond, int wanted) {
    double halfSlice = USABLE.toNanos() / 1e9;
    return jdbc.query(
        TAKE,
        (row, number) ->
            new Taken(
                row.getInt("taken"),
                Duration.ofNanos((long) (row.getDouble("missing") / perSecond * 1e9))),
        key,
        halfSlice,
        perSecond,
        wanted);
  }
}
