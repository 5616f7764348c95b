package dev.fieldsync.campaignworker.rate;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.LongSupplier;

/**
 * One worker's part in a rate that all workers share: takes moments ahead while there is something
 * to do, says how many of them have come, and remembers when it makes sense to ask for more.
 * Thread-safe; one thread at a time asks the database.
 */
public final class RateLimit {

  /** Asked for in vain: others are asking too, and all of them should ask less often. */
  private static final long SHORTEST_WAIT_NANOS = 10_000_000;

  private static final long LONGEST_WAIT_NANOS = SharedRates.AHEAD.toNanos();

  private final SharedRates rates;
  private final String key;
  private final int perSecond;
  private final LongSupplier nanoTime;

  /** In the order of their time, of this process's clock; never more than were asked for. */
  private final Deque<Moment> moments = new ArrayDeque<>();

  private long nextAsk;
  private long waitNanos = SHORTEST_WAIT_NANOS;

  /** May be used from one time to the other. */
  private record Moment(long from, long to) {}

  /**
   * Makes a part.
   *
   * @param key what is limited: {@code campaign:<id>} or {@code provider:<name>}; the same in all
   *     workers
   * @param perSecond the limit of all workers together, at least 1
   */
  public RateLimit(SharedRates rates, String key, int perSecond) {
    this(rates, key, perSecond, System::nanoTime);
  }

  RateLimit(SharedRates rates, String key, int perSecond, LongSupplier nanoTime) {
    if (perSecond < 1) {
      throw new IllegalArgumentException("A rate is at least 1 per second, not " + perSecond);
    }
    this.rates = rates;
    this.key = key;
    this.perSecond = perSecond;
    this.nanoTime = nanoTime;
    this.nextAsk = nanoTime.getAsLong();
  }

  /**
   * Asks how many calls may be made now, and takes moments ahead for the others.
   *
   * @param wanted how many calls there are to make
   * @return how many may begin at once, 0 to {@code wanted}
   */
  public synchronized int available(int wanted) {
    if (wanted < 1) {
      return 0;
    }
    dropLapsed();
    if (moments.size() < wanted && isNearlyOut()) {
      ask(wanted - moments.size());
      dropLapsed();
    }
    return due(wanted);
  }

  /**
   * Makes so many calls.
   *
   * @param calls at most as many as were available a moment ago, on this thread
   */
  public synchronized void use(int calls) {
    for (int i = 0; i < calls; i++) {
      moments.remove();
    }
  }

  private void dropLapsed() {
    long now = nanoTime.getAsLong();
    while (!moments.isEmpty() && now - moments.element().to() >= 0) {
      moments.remove();
    }
  }

  private boolean isNearlyOut() {
    long now = nanoTime.getAsLong();
    return now - nextAsk >= 0
        && (moments.isEmpty() || moments.getLast().from() - now < SharedRates.AT_ONCE.toNanos());
  }

  private int due(int wanted) {
    long now = nanoTime.getAsLong();
    int due = 0;
    for (Moment moment : moments) {
      if (due == wanted || now - moment.from() < 0) {
        break;
      }
      due++;
    }
    return due;
  }

  /**
   * The database read its clock at some time between question and answer: a moment counts from the
   * answer on, and lapses as if it had been read at the question.
   */
  private void ask(int wanted) {
    long asked = nanoTime.getAsLong();
    SharedRates.Taken taken = rates.take(key, perSecond, wanted);
    long answered = nanoTime.getAsLong();
    long after = taken.firstIn().toNanos();
    for (int i = 0; i < taken.moments(); i++) {
      moments.add(new Moment(answered + after, asked + after + SharedRates.TOLERANCE.toNanos()));
      after += taken.gap().toNanos();
    }
    if (taken.moments() > 0) {
      waitNanos = Math.max(waitNanos / 2, SHORTEST_WAIT_NANOS);
      nextAsk = answered;
    } else {
      long jittered = waitNanos / 2 + ThreadLocalRandom.current().nextLong(waitNanos);
      nextAsk = answered + Math.max(jittered, taken.moreIn().toNanos());
      waitNanos = Math.min(2 * waitNanos, LONGEST_WAIT_NANOS);
    }
  }

  /** Returns how long nothing can be available, zero when there may be something now. */
  public synchronized Duration retryAfter() {
    long next = moments.isEmpty() ? nextAsk : moments.element().from();
    return Duration.ofNanos(Math.max(0, next - nanoTime.getAsLong()));
  }
}
