package dev.fieldsync.gateway.cache;

import dev.fieldsync.gateway.events.TemplateEventListener;
import dev.fieldsync.shared.update.TemplateEvent;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * The latest version of each template that changed lately, and how long its event took to the cache
 * of this gateway. Told right after the cache. Bounded and thread-safe.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 1)
class LatestEvents implements TemplateEventListener {

  private static final int MAX_TEMPLATES = 1_000;

  private final Clock clock;
  private final StalenessMetrics metrics;
  private final ReentrantLock lock = new ReentrantLock();

  /** In the order of the last change; guarded by the lock. */
  private final Map<UUID, Latest> latest = new LinkedHashMap<>();

  LatestEvents(Clock clock, StalenessMetrics metrics) {
    this.clock = clock;
    this.metrics = metrics;
  }

  /**
   * An event.
   *
   * @param templateId the template
   * @param revision the number of the version
   * @param heardAt monotonic time in nanoseconds
   * @param delay from its publication to the cache
   */
  record Latest(UUID templateId, long revision, long heardAt, Duration delay) {}

  @Override
  public void onEvent(TemplateEvent event, Instant publishedAt) {
    Long revision = event.revision();
    if (revision == null) {
      return;
    }
    Duration since = Duration.between(publishedAt, clock.instant());
    Duration delay = since.isNegative() ? Duration.ZERO : since;
    metrics.invalidated(delay);
    Latest news = new Latest(event.templateId(), revision, System.nanoTime(), delay);
    lock.lock();
    try {
      Latest old = latest.get(news.templateId());
      if (old == null || old.revision() < news.revision()) {
        latest.remove(news.templateId());
        latest.put(news.templateId(), news);
        forgetEldest();
      }
    } finally {
      lock.unlock();
    }
  }

  Optional<Latest> find(UUID templateId) {
    lock.lock();
    try {
      return Optional.ofNullable(latest.get(templateId));
    } finally {
      lock.unlock();
    }
  }

  /** Returns the events of the last so much time, each of another template. */
  List<Latest> lately(Duration within) {
    long now = System.nanoTime();
    lock.lock();
    try {
      return latest.values().stream()
          .filter(each -> now - each.heardAt() < TimeUnit.NANOSECONDS.convert(within))
          .toList();
    } finally {
      lock.unlock();
    }
  }

  private void forgetEldest() {
    Iterator<UUID> eldest = latest.keySet().iterator();
    while (latest.size() > MAX_TEMPLATES) {
      eldest.next();
      eldest.remove();
    }
  }
}
