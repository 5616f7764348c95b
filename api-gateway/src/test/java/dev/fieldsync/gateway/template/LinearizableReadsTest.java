package dev.fieldsync.gateway.template;

import dev.fieldsync.shared.template.TemplateVersion;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.jetbrains.lincheck.datastructures.ManagedStrategyGuaranteeKt;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.Operation;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Writers, their events and readers of one template in every order that the model checker tries:
 * they must look as if each had happened at one moment between its begin and its end. A read that
 * is older than an acknowledged write is an order that does not exist. Takes a minute or two.
 */
@Tag("fault")
public class LinearizableReadsTest {

  private static final UUID ID = new UUID(1, 1);

  private final AtomicInteger row = new AtomicInteger(1);
  private final AtomicLong time = new AtomicLong();
  private final LongSupplier clock = time::incrementAndGet;
  private final TemplateCache cache =
      new TemplateCache(new ConcurrentHashMap<>(), new ConcurrentHashMap<>(), clock);
  private final TemplateReads reads =
      new TemplateReads(
          new Rounds<>(this::versions, new Rounds.Limits(10, 10, Duration.ofDays(1)), clock),
          cache,
          new TemplateLoads(
              this::rows, cache, new CacheStatistics(new SimpleMeterRegistry()), clock));

  /** A write whose event comes late or never. */
  @Operation
  public int write() {
    return row.incrementAndGet();
  }

  @Operation
  public int writeAndTell() {
    int revision = row.incrementAndGet();
    cache.hear(ID, revision);
    return revision;
  }

  @Operation
  public int read() {
    return (int) reads.read(ID).orElseThrow().stored().version().number();
  }

  @Test
  void readsAreLinearizable() {
    new ModelCheckingOptions()
        .iterations(40)
        .invocationsPerIteration(100)
        .threads(2)
        .actorsPerThread(2)
        .actorsBefore(2)
        .actorsAfter(1)
        .addGuarantee(
            ManagedStrategyGuaranteeKt.forClasses(TemplateVersion.class.getName())
                .allMethods()
                .ignore())
        .sequentialSpecification(Register.class)
        .check(LinearizableReadsTest.class);
  }

  /** What it has to look like. */
  public static class Register {

    private int revision = 1;

    public int write() {
      return ++revision;
    }

    public int writeAndTell() {
      return ++revision;
    }

    public int read() {
      return revision;
    }
  }

  private Map<UUID, RowVersion> versions(Set<UUID> ids) {
    int seen = row.get();
    return ids.stream().collect(Collectors.toMap(id -> id, id -> version(seen)));
  }

  private Map<UUID, StoredTemplate> rows(Set<UUID> ids) {
    int seen = row.get();
    return ids.stream().collect(Collectors.toMap(id -> id, id -> stored(id, seen)));
  }

  private static RowVersion version(int revision) {
    return new RowVersion(revision + "-00000000", "" + revision);
  }

  private static StoredTemplate stored(UUID id, int revision) {
    RowVersion version = version(revision);
    return new StoredTemplate(
        new TemplateBody(id, "acme", String.valueOf(version.version()), new byte[] {'{', '}'}),
        version);
  }
}
