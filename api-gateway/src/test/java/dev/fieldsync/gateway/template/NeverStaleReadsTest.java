package dev.fieldsync.gateway.template;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.Test;

/**
 * The classic bug, in every place where it could hide: miss, load old, somebody writes and
 * invalidates, the old value is kept for ever.
 */
class NeverStaleReadsTest {

  private static final UUID ID = UUID.randomUUID();
  private static final long ANY = Long.MAX_VALUE;

  private final AtomicLong time = new AtomicLong();
  private final LongSupplier clock = time::incrementAndGet;
  private final TemplateCache cache =
      new TemplateCache(new ConcurrentHashMap<>(), new ConcurrentHashMap<>(), clock);
  private final Map<UUID, RowVersion> table = new HashMap<>(Map.of(ID, version("1-00000000", 1)));
  private final Queue<Runnable> afterCheck = new ArrayDeque<>();
  private final Queue<Runnable> duringLoad = new ArrayDeque<>();
  private int loads;

  private final TemplateReads reads =
      new TemplateReads(
          new Rounds<>(this::check, new Rounds.Limits(10, 10, Duration.ofSeconds(10)), clock),
          cache,
          new TemplateLoads(
              this::load, cache, new CacheStatistics(new SimpleMeterRegistry()), clock));

  @Test
  void aReadAfterAWriteIsNewAlsoWhenNoEventEverComes() {
    read();
    write("2-00000000");

    assertThat(read()).isEqualTo("2-00000000 MISS");
    assertThat(read()).isEqualTo("2-00000000 HIT");
  }

  @Test
  void aLoadThatReadTheRowBeforeAnAcknowledgedWriteIsNotKept() {
    duringLoad.add(
        () -> {
          write("2-00000000");
          cache.hear(ID, 2);
        });

    assertThat(read()).as("began before the write").isEqualTo("1-00000000 MISS");
    assertThat(cache.find(ID)).isNull();
    assertThat(read()).as("began after it").isEqualTo("2-00000000 MISS");
    assertThat(read()).isEqualTo("2-00000000 HIT");
  }

  @Test
  void anEarlierVersionThatIsHeardOfLaterMakesNothingOld() {
    write("3-00000000");
    read();

    cache.hear(ID, 3);
    cache.hear(ID, 2);

    assertThat(cache.isOutdated(ID, cache.find(ID))).isFalse();
    assertThat(read()).isEqualTo("3-00000000 HIT");
    duringLoad.add(
        () -> {
          write("5-00000000");
          cache.hear(ID, 5);
          cache.hear(ID, 4);
        });
    write("4-00000000");
    read();
    assertThat(read()).isEqualTo("5-00000000 MISS");
  }

  @Test
  void anUnreadableEventDuringALoadRevokesIt() {
    duringLoad.add(() -> cache.hearOfChange(ID));

    read();

    assertThat(cache.find(ID)).isNull();
  }

  @Test
  void whatWasWrittenBetweenCheckAndLoadIsServed() {
    afterCheck.add(() -> write("2-00000000"));

    assertThat(read()).isEqualTo("2-00000000 MISS");
    assertThat(read()).isEqualTo("2-00000000 HIT");
  }

  @Test
  void anOldEventDoesNotMakeANewerTemplateOld() {
    write("5-00000000");
    read();
    cache.hear(ID, 4);

    assertThat(cache.isOutdated(ID, cache.find(ID))).isFalse();
    assertThat(read()).isEqualTo("5-00000000 HIT");
  }

  @Test
  void aWriteThatKeepsTheVersionIsSeen() {
    table.put(ID, version("1.0.0", 1));
    read();
    table.put(ID, version("1.0.0", 2));

    assertThat(read()).isEqualTo("1.0.0 MISS");
    assertThat(read()).isEqualTo("1.0.0 HIT");
    assertThat(cache.find(ID).stored().version().transaction()).isEqualTo("2");
  }

  @Test
  void aRowWithoutAVersionIsCachedLikeAnyOther() {
    table.put(ID, version(null, 1));

    assertThat(read()).isEqualTo("null MISS");
    assertThat(read()).isEqualTo("null HIT");
  }

  @Test
  void aTableThatWasSetBackIsServedAsItIs() {
    write("7-00000000");
    read();
    cache.hear(ID, 7);
    write("3-00000000");

    assertThat(read()).isEqualTo("3-00000000 MISS");
    assertThat(read()).isEqualTo("3-00000000 HIT");
  }

  @Test
  void whatIsDeletedIsGoneAndWhatIsCreatedLaterIsThere() {
    read();
    table.remove(ID);
    assertThat(reads.read(ID)).isEmpty();
    assertThat(cache.find(ID)).isNull();
    write("1-11111111");

    assertThat(read()).isEqualTo("1-11111111 MISS");
  }

  @Test
  void aMissingTemplateIsNotLoaded() {
    table.remove(ID);

    assertThat(reads.read(ID)).isEmpty();
    assertThat(loads).isZero();
  }

  @Test
  void anOverlappingOlderLoadDoesNotReplaceANewerTemplate() {
    long begun = clock.getAsLong();
    StoredTemplate old = stored(version("1-00000000", 1));
    write("2-00000000");
    read();

    cache.publish(old, begun);

    assertThat(read()).isEqualTo("2-00000000 HIT");
  }

  @Test
  void maxStaleServesWhatWasValidatedWithinItsTimeBeforeTheCheckWasSent() {
    read();
    CachedTemplate entry = cache.find(ID);
    long now = time.get();

    assertThat(cache.mayServeUnchecked(ID, entry, now + 1 - entry.validated())).isTrue();
    assertThat(cache.mayServeUnchecked(ID, entry, 1)).isFalse();
  }

  @Test
  void maxStaleNeverServesWhatIsKnownToBeOldOrWhatNewsMayHaveMissed() {
    read();
    cache.hear(ID, 2);
    assertThat(cache.mayServeUnchecked(ID, cache.find(ID), ANY)).as("known to be old").isFalse();
    write("2-00000000");
    read();
    assertThat(cache.mayServeUnchecked(ID, cache.find(ID), ANY)).isTrue();

    cache.distrust();

    assertThat(cache.mayServeUnchecked(ID, cache.find(ID), ANY)).as("after a gap").isFalse();
    read();
    assertThat(cache.mayServeUnchecked(ID, cache.find(ID), ANY)).as("validated since").isTrue();
  }

  private String read() {
    TemplateReads.Result result = reads.read(ID).orElseThrow();
    return result.stored().version().version() + (result.hit() ? " HIT" : " MISS");
  }

  private void write(String version) {
    table.put(ID, version(version, time.incrementAndGet()));
  }

  private Map<UUID, RowVersion> check(Set<UUID> ids) {
    Map<UUID, RowVersion> seen = new HashMap<>(table);
    run(afterCheck);
    return seen;
  }

  private Map<UUID, StoredTemplate> load(Set<UUID> ids) {
    loads++;
    Map<UUID, StoredTemplate> seen = new HashMap<>();
    table.forEach((id, version) -> seen.put(id, stored(version)));
    run(duringLoad);
    return seen;
  }

  private static void run(Queue<Runnable> meanwhile) {
    Runnable next = meanwhile.poll();
    if (next != null) {
      next.run();
    }
  }

  private static RowVersion version(String version, long transaction) {
    return new RowVersion(version, "" + transaction);
  }

  private static StoredTemplate stored(RowVersion version) {
    String text = version.version() == null ? "" : version.version();
    return new StoredTemplate(new TemplateBody(ID, "acme", text, new byte[] {'{', '}'}), version);
  }
}
