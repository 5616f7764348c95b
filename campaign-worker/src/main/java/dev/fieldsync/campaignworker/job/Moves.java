package dev.fieldsync.campaignworker.job;

import dev.fieldsync.shared.json.Json;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The moves of a batch of jobs, each distinct one once: those that end alike, claimed under one
 * token. Not thread-safe.
 */
final class Moves {

  private static final int MAX_RESULT_LENGTH = 64 * 1024;

  private final Instant now;
  private final RandomGenerator random;
  private final List<Job> jobs = new ArrayList<>();
  private final Set<Long> known = new HashSet<>();
  private final Map<Key, Integer> numbers = new LinkedHashMap<>();

  private record Key(long token, int visit, String oldStep, Move move) {}

  /**
   * A job and its move.
   *
   * @param claim what had been claimed
   * @param move where it goes
   * @param number of the distinct move, from 1
   */
  record Job(Claim claim, Move move, int number) {}

  /**
   * A move of one or more jobs.
   *
   * @param token under which they were claimed
   * @param visit how many steps they had behind them
   * @param oldStep the step that was done
   * @param move where they go
   * @param result the step's result as it is stored
   */
  record Distinct(long token, int visit, String oldStep, Move move, @Nullable String result) {}

  /**
   * @param now what waits waits from now on
   * @param random spreads repetitions
   */
  Moves(Instant now, RandomGenerator random) {
    this.now = now;
    this.random = random;
  }

  /**
   * Adds the end of a claim, unless there is one of the same job already.
   *
   * @throws IllegalArgumentException if an outcome is none of its step's
   */
  void add(Ending ending) {
    Claim claim = ending.claim();
    if (known.add(claim.jobId())) {
      Move move = Move.of(ending, now, random);
      Key key = new Key(claim.token(), claim.visit(), claim.step().name(), move);
      int number = numbers.computeIfAbsent(key, each -> numbers.size() + 1);
      jobs.add(new Job(claim, move, number));
    }
  }

  /** Returns the jobs, in the order in which they were added. */
  List<Job> jobs() {
    return jobs;
  }

  /**
   * Returns the moves, by number.
   *
   * @throws IllegalArgumentException if a result is too long
   */
  List<Distinct> distinct() {
    return numbers.keySet().stream()
        .map(key -> new Distinct(key.token(), key.visit(), key.oldStep(), key.move(), result(key)))
        .toList();
  }

  private static @Nullable String result(Key key) {
    if (key.move().result() == null) {
      return null;
    }
    String result = Json.text(key.move().result());
    if (result.length() > MAX_RESULT_LENGTH) {
      throw new IllegalArgumentException(
          "The result of step %s has %d characters; %d are kept"
              .formatted(key.oldStep(), result.length(), MAX_RESULT_LENGTH));
    }
    return result;
  }
}
