package dev.fieldsync.gateway.cache;

import dev.fieldsync.gateway.cache.CacheMessage.Holding;
import dev.fieldsync.gateway.cache.LatestEvents.Latest;
import dev.fieldsync.shared.template.TemplateVersion;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Watches the promise of never stale reads while the system runs, after Meta's Polaris: samples
 * templates that changed lately, asks every gateway what it serves of them, and counts what is
 * older than was acknowledged before it asked. Thread-safe.
 */
@Component
class StalenessObserver {

  private static final Logger log = LoggerFactory.getLogger(StalenessObserver.class);
  private static final int SAMPLES = 8;
  private static final long LATE_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final Duration LATELY = Duration.ofMinutes(1);

  private final LatestEvents events;
  private final CacheProbes probes;
  private final StalenessMetrics metrics;

  /** Of sampled templates, the version that every gateway has heard of; the rest is forgotten. */
  private final Map<UUID, Long> heardEverywhere = new ConcurrentHashMap<>();

  StalenessObserver(LatestEvents events, CacheProbes probes, StalenessMetrics metrics) {
    this.events = events;
    this.probes = probes;
    this.metrics = metrics;
  }

  /**
   * One turn: sample, ask, compare. Completes when every gateway has answered or the time is up.
   */
  CompletableFuture<?> runOnce() {
    long now = System.nanoTime();
    List<Latest> acknowledged = sample();
    if (acknowledged.isEmpty()) {
      return CompletableFuture.completedFuture(null);
    }
    return probes
        .ask(acknowledged.stream().map(Latest::templateId).toList())
        .thenAccept(result -> acknowledged.forEach(latest -> judge(latest, now, result)));
  }

  private List<Latest> sample() {
    List<Latest> lately = new ArrayList<>(events.lately(LATELY));
    heardEverywhere
        .keySet()
        .retainAll(lately.stream().map(Latest::templateId).collect(Collectors.toSet()));
    Collections.shuffle(lately, ThreadLocalRandom.current());
    return List.copyOf(lately.subList(0, Math.min(SAMPLES, lately.size())));
  }

  private void judge(Latest acknowledged, long now, CacheProbes.Result result) {
    boolean old = now - acknowledged.heardAt() > LATE_NANOS;
    boolean everywhere = result.silent().isEmpty();
    long slowest = 0;
    for (Map.Entry<String, List<Holding>> node : result.holdings().entrySet()) {
      for (Holding holding : node.getValue()) {
        if (holding.templateId().equals(acknowledged.templateId())) {
          judge(acknowledged, node.getKey(), holding);
          boolean heard = holding.heard() >= acknowledged.revision();
          everywhere &= heard;
          // Who started since has heard nothing, which is no fault.
          if (old && !heard && holding.heard() > 0) {
            metrics.late();
          }
          slowest = Math.max(slowest, holding.heardAfterMs());
        }
      }
    }
    if (everywhere && isFirst(acknowledged)) {
      metrics.invalidatedEverywhere(Duration.ofMillis(slowest));
    }
  }

  private void judge(Latest acknowledged, String node, Holding holding) {
    if (isOlder(holding.served(), acknowledged)) {
      metrics.staleRead();
      log.atError()
          .addKeyValue("templateId", acknowledged.templateId())
          .addKeyValue("node", node)
          .addKeyValue("served", holding.served())
          .addKeyValue("acknowledgedRevision", acknowledged.revision())
          .log("A gateway served less than was acknowledged before; it needs to be looked into");
    }
    if (isOlder(holding.version(), acknowledged)) {
      metrics.staleEntry();
    }
  }

  private boolean isFirst(Latest acknowledged) {
    Long before = heardEverywhere.put(acknowledged.templateId(), acknowledged.revision());
    return before == null || before < acknowledged.revision();
  }

  /** Versions of other products have no order. */
  private static boolean isOlder(@Nullable String version, Latest acknowledged) {
    return TemplateVersion.parse(version)
        .filter(known -> known.number() < acknowledged.revision())
        .isPresent();
  }
}
