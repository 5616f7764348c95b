package dev.fieldsync.gateway.cache;

import dev.fieldsync.gateway.node.GatewayNode;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.springframework.stereotype.Component;

/**
 * Removes the holdings of gateways that have not been there for a while: one of those that are does
 * it for all. A gateway that comes back tells anew. For one thread.
 */
@Component
class ForgetGoneGateways {

  static final Duration PATIENCE = Duration.ofMinutes(5);

  private static final int PER_TURN = 1_000;

  private final CacheNetwork network;
  private final GatewayNode self;
  private final Map<String, Long> missingSince = new HashMap<>();

  ForgetGoneGateways(CacheNetwork network, GatewayNode self) {
    this.network = network;
    this.self = self;
  }

  /**
   * Looks once.
   *
   * @param now monotonic time in nanoseconds
   */
  void runOnce(long now) {
    List<String> others = network.others();
    Set<String> gone = new HashSet<>();
    for (String key : network.holdings().keySet()) {
      HoldingKey.parse(key).map(HoldingKey::node).ifPresent(gone::add);
    }
    others.forEach(gone::remove);
    gone.remove(self.name());
    missingSince.keySet().retainAll(gone);
    gone.forEach(node -> missingSince.putIfAbsent(node, now));
    boolean first = others.stream().allMatch(other -> self.name().compareTo(other) < 0);
    if (first) {
      gone.removeIf(node -> now - missingSince.getOrDefault(node, now) < PATIENCE.toNanos());
      forget(gone);
    }
  }

  private void forget(Set<String> gone) {
    network.holdings().keySet().stream()
        .filter(key -> HoldingKey.parse(key).filter(each -> gone.contains(each.node())).isPresent())
        .limit(PER_TURN)
        .forEach(
            key -> {
              // One that fails is still there in the next turn.
              CompletableFuture<Void> unused = network.cache().remove(key);
            });
  }
}
