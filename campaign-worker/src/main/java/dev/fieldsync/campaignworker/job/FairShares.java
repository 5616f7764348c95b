package dev.fieldsync.campaignworker.job;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/**
 * Divides what a worker can take between organizations, all alike, and then between an
 * organization's campaigns by priority: max-min fair (Bertsekas and Gallager, "Data Networks",
 * 6.5.2), so that whoever wants less than a share gets all of it and leaves the rest to the others.
 * Whole jobs that do not divide go to some at random, so that nobody is always the last. Pure but
 * for the randomness that is given.
 */
public final class FairShares {

  private final RandomGenerator random;

  /** Divides with this randomness. */
  public FairShares(RandomGenerator random) {
    this.random = random;
  }

  /**
   * What a campaign has to do.
   *
   * @param campaignId the campaign
   * @param organizationId whose it is
   * @param priority its weight among the organization's, at least 1
   * @param jobs how many it wants
   */
  public record Demand(UUID campaignId, String organizationId, int priority, int jobs) {}

  /** Somebody among whom something is divided. */
  private record Party<K>(K key, int weight, int wanted) {}

  /** Returns how many jobs of which campaigns to take, none of them 0, in all at most so many. */
  public Map<UUID, Integer> divide(int jobs, Collection<Demand> demands) {
    Map<String, List<Demand>> byOrganization =
        demands.stream()
            .collect(
                Collectors.groupingBy(
                    Demand::organizationId, LinkedHashMap::new, Collectors.toList()));
    List<Party<String>> organizations = new ArrayList<>();
    byOrganization.forEach((id, own) -> organizations.add(new Party<>(id, 1, sum(jobs, own))));
    Map<String, Integer> parts = share(jobs, organizations);
    Map<UUID, Integer> shares = new HashMap<>();
    byOrganization.forEach(
        (id, own) -> shares.putAll(share(parts.getOrDefault(id, 0), parties(own))));
    return shares;
  }

  private static int sum(int jobs, List<Demand> demands) {
    return (int) Math.min(jobs, demands.stream().mapToLong(Demand::jobs).sum());
  }

  private static List<Party<UUID>> parties(List<Demand> demands) {
    return demands.stream()
        .map(each -> new Party<>(each.campaignId(), each.priority(), each.jobs()))
        .toList();
  }

  private <K> Map<K, Integer> share(int jobs, List<Party<K>> parties) {
    Map<K, Integer> shares = new HashMap<>();
    int left = jobs;
    List<Party<K>> hungry = hungry(parties, shares);
    while (left > 0 && !hungry.isEmpty()) {
      int given = shareByWeight(left, hungry, shares);
      left -= given == 0 ? shareOneByOne(left, hungry, shares) : given;
      hungry = hungry(hungry, shares);
    }
    return shares;
  }

  private static <K> List<Party<K>> hungry(List<Party<K>> parties, Map<K, Integer> shares) {
    return parties.stream()
        .filter(each -> each.wanted() > shares.getOrDefault(each.key(), 0))
        .toList();
  }

  private static <K> int shareByWeight(int jobs, List<Party<K>> hungry, Map<K, Integer> shares) {
    long weights = hungry.stream().mapToLong(Party::weight).sum();
    int given = 0;
    for (Party<K> party : hungry) {
      int share = (int) ((long) jobs * party.weight() / weights);
      given += give(party, share, shares);
    }
    return given;
  }

  /** There is less than one for each: the heavier first, as often as their weight says. */
  private <K> int shareOneByOne(int jobs, List<Party<K>> hungry, Map<K, Integer> shares) {
    record Drawn<K>(Party<K> party, double key) {}
    // Weighted sampling without replacement: Efraimidis and Spirakis, 2006.
    List<Party<K>> sorted =
        hungry.stream()
            .map(each -> new Drawn<>(each, -Math.log(1 - random.nextDouble()) / each.weight()))
            .sorted(Comparator.comparingDouble(Drawn::key))
            .map(Drawn::party)
            .toList();
    int given = 0;
    for (Party<K> party : sorted.subList(0, Math.min(jobs, sorted.size()))) {
      given += give(party, 1, shares);
    }
    return given;
  }

  private static <K> int give(Party<K> party, int share, Map<K, Integer> shares) {
    int before = shares.getOrDefault(party.key(), 0);
    int given = Math.min(share, party.wanted() - before);
    if (given > 0) {
      shares.put(party.key(), before + given);
    }
    return given;
  }
}
