package dev.fieldsync.campaignworker.work;

import dev.fieldsync.campaigns.campaign.CampaignPlan;
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

  /** Returns what there is in a lane, by campaign. */
  synchronized List<Waiting> waiting(Lane lane) {
    List<Waiting> waiting = new ArrayList<>();
    for (Deque<Claim> queue : claims.getOrDefault(lane, Map.of()).values()) {
      waiting.add(new Waiting(queue.element().plan(), queue.size()));
    }
    return waiting;
  }

  /**
   * What there is of a campaign in a lane.
   *
   * @param jobs how many, at least 1
   */
  record Waiting(CampaignPlan plan, int jobs) {}

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
    if (queue.isEmpty()) {
      queues.remove(campaignId);
    }
    if (queues.isEmpty()) {
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
