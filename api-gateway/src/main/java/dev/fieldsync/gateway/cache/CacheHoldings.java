package dev.fieldsync.gateway.cache;

import dev.fieldsync.gateway.cache.CacheMessage.Holding;
import dev.fieldsync.gateway.cache.CacheMessage.State;
import dev.fieldsync.gateway.template.CacheInspection;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** What this gateway holds. Reads the database; thread-safe. */
@Component
class CacheHoldings {

  private final CacheInspection cache;
  private final LatestEvents events;

  CacheHoldings(CacheInspection cache, LatestEvents events) {
    this.cache = cache;
    this.events = events;
  }

  List<Holding> of(List<UUID> templateIds) {
    return templateIds.stream().map(this::of).toList();
  }

  private Holding of(UUID templateId) {
    Optional<LatestEvents.Latest> heard = events.find(templateId);
    CacheInspection.Found found = cache.look(templateId);
    Duration age = found.age();
    State state = found.current() ? State.FRESH : State.STALE;
    return new Holding(
        templateId,
        age == null ? State.EMPTY : state,
        found.held(),
        age == null ? null : age.toMillis(),
        found.served(),
        heard.map(LatestEvents.Latest::revision).orElse(0L),
        heard.map(event -> event.delay().toMillis()).orElse(0L));
  }
}
