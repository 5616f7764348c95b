package dev.fieldsync.campaignworker.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fieldsync.campaignworker.job.FairShares.Demand;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Collectors;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class FairSharesLawsTest {

  @Property
  void nothing_is_left_over_and_nobody_gets_more_than_there_is(
      @ForAll long seed,
      @ForAll @IntRange(max = 2_000) int jobs,
      @ForAll @IntRange(max = 30) int campaigns) {
    Random random = new Random(seed);
    List<Demand> demands = demands(random, campaigns);

    Map<UUID, Integer> shares = new FairShares(random).divide(jobs, demands);

    long wanted = demands.stream().mapToLong(Demand::jobs).sum();
    assertThat(shares.values().stream().mapToLong(each -> each).sum())
        .isEqualTo(Math.min(jobs, wanted));
    for (Demand demand : demands) {
      assertThat(shares.getOrDefault(demand.campaignId(), 0)).isBetween(0, demand.jobs());
    }
  }

  @Property
  void an_organization_gets_what_it_wants_or_an_equal_share(
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 2_000) int jobs,
      @ForAll @IntRange(min = 1, max = 30) int campaigns) {
    Random random = new Random(seed);
    List<Demand> demands = demands(random, campaigns);

    Map<UUID, Integer> shares = new FairShares(random).divide(jobs, demands);

    Map<String, List<Demand>> organizations =
        demands.stream().collect(Collectors.groupingBy(Demand::organizationId));
    organizations.forEach(
        (id, own) -> {
          long wanted = own.stream().mapToLong(Demand::jobs).sum();
          long given =
              own.stream().mapToLong(each -> shares.getOrDefault(each.campaignId(), 0)).sum();
          assertThat(given).isGreaterThanOrEqualTo(Math.min(wanted, jobs / organizations.size()));
        });
  }

  @Example
  void the_shares_of_an_organization_follow_the_priorities() {
    Demand low = new Demand(UUID.randomUUID(), "a", 10, 1_000);
    Demand high = new Demand(UUID.randomUUID(), "a", 30, 1_000);

    assertThat(new FairShares(new Random(1)).divide(400, List.of(low, high)))
        .containsEntry(low.campaignId(), 100)
        .containsEntry(high.campaignId(), 300);
  }

  @Example
  void nobody_is_always_the_last_when_there_is_less_than_one_for_each() {
    List<Demand> demands = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      demands.add(new Demand(UUID.randomUUID(), "o" + i, 10, 5));
    }
    FairShares shares = new FairShares(new Random(1));
    List<UUID> served = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      served.addAll(shares.divide(1, demands).keySet());
    }

    assertThat(served).hasSize(200).containsAll(demands.stream().map(Demand::campaignId).toList());
  }

  private static List<Demand> demands(Random random, int number) {
    List<Demand> demands = new ArrayList<>();
    for (int i = 0; i < number; i++) {
      demands.add(
          new Demand(
              new UUID(random.nextLong(), random.nextLong()),
              "o" + random.nextInt(5),
              1 + random.nextInt(100),
              1 + random.nextInt(500)));
    }
    return demands;
  }
}
