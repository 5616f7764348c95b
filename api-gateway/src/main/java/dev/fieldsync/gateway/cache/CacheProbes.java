package dev.fieldsync.gateway.cache;

import dev.fieldsync.gateway.cache.CacheMessage.Holding;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;

/**
 * Asks every gateway what it holds. Waits for those that were heard of lately, at most {@link
 * #PATIENCE}. Thread-safe; probes under way are bounded by that time.
 */
@Component
class CacheProbes {

  static final Duration PATIENCE = Duration.ofMillis(500);

  private final NodeProperties self;
  private final CacheHoldings holdings;
  private final CacheTopic topic;
  private final Map<UUID, Probe> underWay = new ConcurrentHashMap<>();

  CacheProbes(NodeProperties self, CacheHoldings holdings, CacheTopic topic) {
    this.self = self;
    this.holdings = holdings;
    this.topic = topic;
    topic.onAnswer(this::answered);
  }

  /**
   * What came of a probe.
   *
   * @param holdings by node, this one among them
   * @param silent nodes that are there but did not answer in time
   */
  record Result(Map<String, List<Holding>> holdings, Set<String> silent) {}

  private record Probe(
      Set<String> expected, Map<String, List<Holding>> answers, CompletableFuture<Void> complete) {}

  /**
   * Asks about templates; blocks for this gateway's own answer only.
   *
   * @return never exceptional; without the others' answers when Kafka is away
   * @throws RuntimeException when this gateway cannot read
   */
  CompletableFuture<Result> ask(List<UUID> templateIds) {
    List<Holding> own = holdings.of(templateIds);
    Set<String> others = topic.others();
    UUID probeId = UUID.randomUUID();
    Probe probe = new Probe(others, new ConcurrentSkipListMap<>(), new CompletableFuture<>());
    underWay.put(probeId, probe);
    topic.send(CacheMessage.probe(self.node(), probeId, templateIds));
    if (others.isEmpty()) {
      probe.complete().complete(null);
    }
    return probe
        .complete()
        .completeOnTimeout(null, PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
        .thenApply(
            done -> {
              underWay.remove(probeId);
              return result(probe, own);
            });
  }

  private Result result(Probe probe, List<Holding> own) {
    Map<String, List<Holding>> all = new TreeMap<>(probe.answers());
    all.put(self.node(), own);
    Set<String> silent = new HashSet<>(probe.expected());
    silent.removeAll(all.keySet());
    return new Result(all, silent);
  }

  private void answered(CacheMessage answer) {
    UUID probeId = answer.probeId();
    Probe probe = probeId == null ? null : underWay.get(probeId);
    if (probe != null && !answer.node().equals(self.node())) {
      probe.answers().put(answer.node(), answer.holdings());
      if (probe.answers().keySet().containsAll(probe.expected())) {
        probe.complete().complete(null);
      }
    }
  }
}
