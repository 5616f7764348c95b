package dev.fieldsync.gateway.cache;

import dev.fieldsync.gateway.cache.LatestEvents.Latest;
import dev.fieldsync.gateway.node.GatewayNode;
import dev.fieldsync.gateway.template.CacheInspection;
import dev.fieldsync.shared.template.TemplateVersion;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Watches the promise of never stale reads while the system runs, after Meta's Polaris: samples
 * templates that changed lately, here or by what other gateways hold, reads them as anybody would,
 * and counts what is older than any gateway had known before. Every gateway watches its own reads.
 * For one thread.
 */
@Component
class StalenessObserver {

  private static final Logger log = LoggerFactory.getLogger(StalenessObserver.class);
  private static final int SAMPLES = 8;

  /** Others tell of themselves with a delay of their own. */
  private static final long LATE_NANOS = TimeUnit.SECONDS.toNanos(2);

  private static final Duration LATELY = Duration.ofMinutes(1);

  private final LatestEvents events;
  private final Holdings holdings;
  private final CacheInspection cache;
  private final GatewayNode self;
  private final StalenessMetrics metrics;

  /** Of sampled templates, the version that every gateway has heard of; the rest is forgotten. */
  private final Map<UUID, Long> heardEverywhere = new ConcurrentHashMap<>();

  StalenessObserver(
      LatestEvents events,
      Holdings holdings,
      CacheInspection cache,
      GatewayNode self,
      StalenessMetrics metrics) {
    this.events = events;
    this.holdings = holdings;
    this.cache = cache;
    this.self = self;
    this.metrics = metrics;
  }

  /** One turn: sample, read, compare. */
  void runOnce() {
    long now = System.nanoTime();
    for (UUID templateId : sample(now)) {
      judge(templateId, now);
    }
  }

  private List<UUID> sample(long now) {
    Set<UUID> lately = new TreeSet<>(holdings.changed().within(LATELY, now));
    events.lately(LATELY).forEach(latest -> lately.add(latest.templateId()));
    heardEverywhere.keySet().retainAll(lately);
    List<UUID> shuffled = new ArrayList<>(lately);
    Collections.shuffle(shuffled, ThreadLocalRandom.current());
    return List.copyOf(shuffled.subList(0, Math.min(SAMPLES, shuffled.size())));
  }

  private void judge(UUID templateId, long now) {
    Optional<Latest> heard = events.find(templateId);
    long known = Math.max(heard.map(Latest::revision).orElse(0L), holdings.newest(templateId));
    CacheInspection.Found found = cache.look(templateId);
    if (isOlder(found.served(), known)) {
      metrics.staleRead();
      log.atError()
          .addKeyValue("templateId", templateId)
          .addKeyValue("node", self.name())
          .addKeyValue("served", found.served())
          .addKeyValue("knownRevision", known)
          .log("This gateway served less than was known before; it needs to be looked into");
    }
    if (isOlder(found.held(), known)) {
      metrics.staleEntry();
    }
    heard.ifPresent(latest -> judgeOthers(latest, now));
  }

  /** Whether the event has come to the cache of every gateway that has the template. */
  private void judgeOthers(Latest latest, long now) {
    boolean everywhere = true;
    long slowest = latest.delay().toMillis();
    for (Optional<Holding> other : holdings.ofOthers(latest.templateId()).values()) {
      if (other.isPresent()) {
        boolean heard = other.get().heard() >= latest.revision();
        everywhere &= heard;
        slowest = Math.max(slowest, other.get().heardAfterMs());
        // Who started since has heard nothing, which is no fault.
        if (!heard && other.get().heard() > 0 && now - latest.heardAt() > LATE_NANOS) {
          metrics.late();
        }
      }
    }
    if (everywhere && isFirst(latest)) {
      metrics.invalidatedEverywhere(Duration.ofMillis(slowest));
    }
  }

  private boolean isFirst(Latest latest) {
    Long before = heardEverywhere.put(latest.templateId(), latest.revision());
    return before == null || before < latest.revision();
  }

  /** Versions of other products have no order. */
  private static boolean isOlder(@Nullable String version, long known) {
    return TemplateVersion.parse(version).filter(each -> each.number() < known).isPresent();
  }
}
