package dev.fieldsync.gateway.template;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.Test;

/** What is due runs when the test says so. */
class TemplateRefreshTest {

  private static final UUID ID = UUID.randomUUID();

  private final AtomicLong time = new AtomicLong();
  private final LongSupplier clock = time::incrementAndGet;
  private final AtomicInteger revision = new AtomicInteger(1);
  private final AtomicInteger loads = new AtomicInteger();
  private final TemplateCache cache =
      new TemplateCache(new ConcurrentHashMap<>(), new ConcurrentHashMap<>(), clock);
  private final CacheStatistics statistics = new CacheStatistics(new SimpleMeterRegistry());
  private final TemplateReads reads =
      new TemplateReads(
          new Rounds<>(
              ids -> Map.of(ID, version()),
              new Rounds.Limits(10, 10, Duration.ofSeconds(10)),
              clock),
          cache,
          new TemplateLoads(ids -> load(), cache, statistics, clock));
  private final Queue<Runnable> due = new ArrayDeque<>();
  private final TemplateRefresh refresh =
      new TemplateRefresh(cache, reads, statistics, (task, delayMs) -> due.add(task), clock);

  @Test
  void aBurstOfUpdatesOfAWantedTemplateIsOneLoad() {
    read();
    for (int i = 0; i < 500; i++) {
      update();
    }
    assertThat(due).hasSize(1);

    runDue();

    assertThat(loads).as("the first read's and one more").hasValue(2);
    assertThat(statistics.refreshes()).isEqualTo(1);
    assertThat(reads.read(ID)).get().matches(TemplateReads.Result::hit);
  }

  @Test
  void whatNobodyWantedSinceItsLastLoadIsNotLoadedAgain() {
    read();
    update();
    runDue();

    update();

    assertThat(due).isEmpty();
  }

  @Test
  void whatAReaderLoadedMeanwhileIsNotLoadedAgain() {
    read();
    update();
    read();

    runDue();

    assertThat(loads).hasValue(2);
    assertThat(statistics.refreshes()).isZero();
  }

  private void read() {
    reads.read(ID);
    cache.find(ID).wanted();
  }

  private void update() {
    cache.hear(ID, revision.incrementAndGet());
    refresh.maybeRefresh(ID);
  }

  private void runDue() {
    due.remove().run();
  }

  private RowVersion version() {
    return new RowVersion(revision + "-00000000", "" + revision);
  }

  private Map<UUID, StoredTemplate> load() {
    loads.incrementAndGet();
    return Map.of(
        ID,
        new StoredTemplate(
            new TemplateBody(ID, "acme", revision + "-00000000", new byte[] {'{', '}'}),
            version()));
  }
}
