package dev.fieldsync.campaignworker.work;

import dev.fieldsync.campaignworker.job.Claim;
import dev.fieldsync.campaignworker.step.Lane;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a worker has claimed and not begun, by what it calls and by campaign. Thread-safe. Its size
 * is bounded by who fills it.
 */
final class Backlog {

  /** By lane and campaign; those with nothing left are not in it. */
  private final Map<Lane, Map<UUID, Deque<Claim>>> claims = new LinkedHashMap<>();

  private final Map<UUID, Integer> byCampaign = new HashMap<>();
  private int size;

  synchronized void add(Lane lane, Claim claim) {
    UUID campaignId = claim.plan().id();
    claims
        .computeIfAbsent(lane, each -> new LinkedHashMap<>())
        .computeIfAbsent(campaignId, each -> new ArrayDeque<>())
        .add(claim);
    byCampaign.merge(campaignId, 1, Integer::sum);
    size++;
  }

  synchronized int size() {
    return size;
  }

  /** Returns how many there are of a campaign. */
  synchronized int of(UUID campaignId) {
    return byCampaign.getOrDefault(campaignId, 0);
  }

  synchronized Set<UUID> campaigns() {
    return Set.copyOf(byCampaign.keySet());
  }

  synchronized List<Lane> lanes() {
    return List.copyOf(claims.keySet());
  }

  /**
   * Returns how many there are in a lane by campaign, those first that were served least lately.
   */
  synchronized Map<UUID, Integer> waiting(Lane lane) {
    Map<UUID, Integer> waiting = new LinkedHashMap<>();
    claims.getOrDefault(lane, Map.of()).forEach((id, queue) -> waiting.put(id, queue.size()));
    return waiting;
  }

  /** Returns the rate of a campaign that has something in the lane, {@code null} for no limit. */
  synchronized @Nullable Integer maxPerSecond(Lane lane, UUID campaignId) {
    Deque<Claim> queue = claims.getOrDefault(lane, Map.of()).get(campaignId);
    Claim first = queue == null ? null : queue.peek();
    return first == null ? null : first.plan().maxPerSecond();
  }

  /** Takes the first of a campaign in a lane, as many as there are, at most so many. */
  synchronized List<Claim> take(Lane lane, UUID campaignId, int most) {
    Map<UUID, Deque<Claim>> queues = claims.getOrDefault(lane, Map.of());
    Deque<Claim> queue = queues.get(campaignId);
    if (queue == null || most < 1) {
      return List.of();
    }
    List<Claim> taken = new ArrayList<>();
    while (taken.size() < most && !queue.isEmpty()) {
      taken.add(queue.remove());
    }
    // To the end of the line, or out of it.
    queues.remove(campaignId);
    if (!queue.isEmpty()) {
      queues.put(campaignId, queue);
    } else if (queues.isEmpty()) {
      claims.remove(lane);
    }
    note(campaignId, taken.size());
    return taken;
  }

  /** Takes all of these campaigns. */
  synchronized List<Claim> takeAll(Collection<UUID> campaignIds) {
    List<Claim> taken = new ArrayList<>();
    for (Lane lane : List.copyOf(claims.keySet())) {
      for (UUID id : campaignIds) {
        taken.addAll(take(lane, id, Integer.MAX_VALUE));
      }
    }
    return taken;
  }

  private void note(UUID campaignId, int taken) {
    size -= taken;
    byCampaign.computeIfPresent(
        campaignId, (id, before) -> before == taken ? null : before - taken);
  }
}
