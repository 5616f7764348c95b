package dev.fieldsync.gateway.cache;

import dev.fieldsync.cachesync.Change;
import dev.fieldsync.gateway.node.GatewayNode;
import dev.fieldsync.gateway.template.CacheInspection;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * What the other gateways hold. A newer version that one of them has makes ours known to be old,
 * however late the event is. Thread-safe.
 */
@Component
class Holdings {

  private final CacheNetwork network;
  private final GatewayNode self;
  private final CacheInspection cache;
  private final RecentlyChanged changed = new RecentlyChanged();

  Holdings(CacheNetwork network, GatewayNode self, CacheInspection cache) {
    this.network = network;
    this.self = self;
    this.cache = cache;
    network.cache().addListener(this::learn);
  }

  private void learn(Change<Holding> change) {
    Holding news = change.after();
    HoldingKey key = HoldingKey.parse(change.key()).orElse(null);
    if (news != null && key != null && !key.node().equals(self.name()) && news.newest() > 0) {
      cache.hear(key.templateId(), news.newest());
      changed.add(key.templateId(), System.nanoTime());
    }
  }

  /** Returns the others' holdings of a template by node; empty for one that holds nothing. */
  Map<String, Optional<Holding>> ofOthers(UUID templateId) {
    Map<String, Optional<Holding>> result = new TreeMap<>();
    for (String node : network.others()) {
      result.put(node, Optional.ofNullable(find(templateId, node)));
    }
    return result;
  }

  private @Nullable Holding find(UUID templateId, String node) {
    return network.holdings().get(new HoldingKey(templateId, node).toString());
  }

  /** Returns the number of the latest version that any other gateway has known; 0 for none. */
  long newest(UUID templateId) {
    return ofOthers(templateId).values().stream()
        .flatMap(Optional::stream)
        .mapToLong(Holding::newest)
        .max()
        .orElse(0);
  }

  /** Returns templates of which others' holdings changed lately. */
  RecentlyChanged changed() {
    return changed;
  }
}
