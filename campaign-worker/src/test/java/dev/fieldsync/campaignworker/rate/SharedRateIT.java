package dev.fieldsync.campaignworker.rate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fieldsync.campaignworker.CampaignHarness;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SharedRateIT {

  private static final int WORKERS = 5;
  private static final long SECOND = 1_000_000_000L;

  private static CampaignHarness harness;

  @BeforeAll
  static void start() {
    harness = new CampaignHarness();
  }

  @AfterAll
  static void stop() {
    harness.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 400})
  void five_workers_together_stay_within_the_limit_in_every_second(int perSecond) throws Exception {
    List<Long> calls = callsOfAllWorkers("provider:" + perSecond, perSecond, 3 * SECOND);

    int first = 0;
    for (int last = 0; last < calls.size(); last++) {
      while (calls.get(last) - calls.get(first) >= SECOND) {
        first++;
      }
      assertThat(last - first + 1).isLessThanOrEqualTo(perSecond);
    }
    // Half of it, so that a slow machine does not fail the test; a limit that grants little is
    // wrong.
    assertThat(calls.size()).isGreaterThan(perSecond * 3 / 2);
  }

  private static List<Long> callsOfAllWorkers(String key, int perSecond, long nanos)
      throws Exception {
    Queue<Long> calls = new ConcurrentLinkedQueue<>();
    ExecutorService threads = Executors.newFixedThreadPool(WORKERS);
    try {
      long end = System.nanoTime() + nanos;
      List<Callable<Void>> workers =
          Collections.nCopies(
              WORKERS,
              () -> {
                RateLimit limit = new RateLimit(harness.get(SharedRates.class), key, perSecond);
                while (System.nanoTime() < end) {
                  int available = limit.available(20);
                  for (int i = 0; i < available; i++) {
                    calls.add(System.nanoTime());
                  }
                  limit.use(available);
                  LockSupport.parkNanos(Math.max(200_000, limit.retryAfter().toNanos()));
                }
                return null;
              });
      for (var worker : threads.invokeAll(workers)) {
        worker.get();
      }
    } finally {
      threads.shutdownNow();
      threads.awaitTermination(10, TimeUnit.SECONDS);
    }
    List<Long> sorted = new ArrayList<>(calls);
    Collections.sort(sorted);
    return sorted;
  }

  @Test
  void an_answer_that_took_too_long_is_worth_nothing() {
    SharedRates rates = harness.get(SharedRates.class);
    Iterator<Long> times =
        Stream.iterate(0L, each -> each + SharedRates.TOLERANCE.toNanos()).iterator();

    RateLimit slow = new RateLimit(rates, "slow", 1_000, times::next);

    // A new schedule begins a little later.
    Awaitility.await()
        .untilAsserted(() -> assertThat(new RateLimit(rates, "slow", 1_000).available(1)).isOne());
    assertThat(slow.available(1)).isZero();
  }

  @Test
  void a_schedule_that_is_further_ahead_than_it_can_be_is_cut_off() {
    SharedRates rates = harness.get(SharedRates.class);
    rates.take("back", 1_000, 1);
    harness.jdbc.update(
        "update fieldsync.campaign_rate set next_at = now() + interval '1 hour' where key = 'back'");

    assertThat(rates.take("back", 1_000, 1).moreIn()).isLessThan(Duration.ofSeconds(1));
  }

  @Test
  void moments_that_are_not_used_are_not_saved_up() throws Exception {
    RateLimit limit = new RateLimit(harness.get(SharedRates.class), "idle", 1_000);
    limit.available(1);
    AtomicInteger most = new AtomicInteger();
    Awaitility.await()
        .during(Duration.ofMillis(500))
        .pollInterval(Duration.ofMillis(100))
        .untilAsserted(() -> most.accumulateAndGet(limit.available(1_000), Math::max));

    assertThat(most.get()).isBetween(1, SharedRates.atOnce(1_000) + 1);
  }
}
