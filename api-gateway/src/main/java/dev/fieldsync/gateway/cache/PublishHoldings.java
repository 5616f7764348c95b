package dev.fieldsync.gateway.cache;

import dev.fieldsync.cachesync.Change;
import dev.fieldsync.gateway.node.GatewayNode;
import dev.fieldsync.gateway.template.CacheInspection;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/**
 * Tells the other gateways what this one's cache holds, a moment after it changed: several changes
 * of a template in a moment are told once. Of at most {@link #MAX_TOLD} templates, those that
 * changed last. Changes come from any thread; {@link #runOnce} is called by one.
 */
@Component
class PublishHoldings {

  /** Templates that others are told of. */
  static final int MAX_TOLD = 20_000;

  private static final int PER_TURN = 500;
  private static final int LOOKED_AT_PER_TURN = 200;

  private final CacheNetwork network;
  private final GatewayNode self;
  private final CacheInspection cache;
  private final LatestEvents events;
  private final Clock clock;

  /** Templates whose holding may be another one; what finds no room is found when looked at. */
  private final Set<UUID> changed = ConcurrentHashMap.newKeySet();

  /** In the order in which they were told. */
  private final Set<UUID> told = new LinkedHashSet<>();

  private List<UUID> toLookAt = List.of();

  PublishHoldings(
      CacheNetwork network,
      GatewayNode self,
      CacheInspection cache,
      LatestEvents events,
      Clock clock) {
    this.network = network;
    this.self = self;
    this.cache = cache;
    this.events = events;
    this.clock = clock;
    cache.onChange(this::changed);
    network.cache().addListener(this::corrected);
  }

  private void changed(UUID templateId) {
    if (changed.size() < MAX_TOLD) {
      changed.add(templateId);
    }
  }

  /** Somebody else wrote of us: an earlier life of this node, or who took it for gone. */
  private void corrected(Change<Holding> change) {
    if (!change.local()) {
      HoldingKey.parse(change.key())
          .filter(key -> key.node().equals(self.name()))
          .ifPresent(key -> changed(key.templateId()));
    }
  }

  /**
   * Tells what changed since, and looks at some of what was told: the cache may have dropped it.
   */
  void runOnce() {
    lookAtSome();
    Iterator<UUID> next = changed.iterator();
    for (int i = 0; i < PER_TURN && next.hasNext(); i++) {
      UUID templateId = next.next();
      next.remove();
      tell(templateId);
    }
  }

  private void tell(UUID templateId) {
    Optional<Holding> holding = cache.held(templateId).map(held -> holding(templateId, held));
    String key = new HoldingKey(templateId, self.name()).toString();
    CompletableFuture<Void> done;
    if (holding.isPresent()) {
      told.remove(templateId);
      told.add(templateId);
      dropEldest();
      done = network.cache().put(key, holding.get());
    } else {
      told.remove(templateId);
      done = network.cache().remove(key);
    }
    CompletableFuture<Void> unused =
        done.whenComplete(
            (x, error) -> {
              if (error != null) {
                // Too much at once; again in the next turn.
                changed(templateId);
              }
            });
  }

  private Holding holding(UUID templateId, CacheInspection.Held held) {
    Optional<LatestEvents.Latest> heard = events.find(templateId);
    return new Holding(
        held.version(),
        clock.millis() - held.age().toMillis(),
        heard.map(LatestEvents.Latest::revision).orElse(0L),
        heard.map(event -> event.delay().toMillis()).orElse(0L));
  }

  private void dropEldest() {
    if (told.size() > MAX_TOLD) {
      UUID eldest = told.iterator().next();
      told.remove(eldest);
      CompletableFuture<Void> unused =
          network.cache().remove(new HoldingKey(eldest, self.name()).toString());
    }
  }

  private void lookAtSome() {
    if (toLookAt.isEmpty()) {
      toLookAt = new ArrayList<>(told);
    }
    List<UUID> some = toLookAt.subList(0, Math.min(LOOKED_AT_PER_TURN, toLookAt.size()));
    some.stream().filter(id -> cache.held(id).isEmpty()).forEach(this::changed);
    toLookAt = List.copyOf(toLookAt.subList(some.size(), toLookAt.size()));
  }
}
