package dev.fieldsync.campaignworker.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fieldsync.campaigns.campaign.CampaignCounts;
import dev.fieldsync.campaigns.campaign.CreateCampaign;
import dev.fieldsync.campaigns.campaign.NewCampaign;
import dev.fieldsync.campaigns.deadletter.DeadLetters;
import dev.fieldsync.campaigns.workflow.Workflows;
import dev.fieldsync.campaignworker.CampaignHarness;
import dev.fieldsync.shared.json.Json;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class SharedWorkIT {

  private static final int WORKERS = 20;

  private static final JsonNode ONE_STEP =
      Json.parse(
          """
          {"start": "act", "steps": {
            "act": {"kind": "take_action", "next": {"taken": "end"}},
            "end": {"kind": "done"}}}
          """);

  private CampaignHarness harness;

  @BeforeEach
  void start() {
    harness = new CampaignHarness();
  }

  @AfterEach
  void stop() {
    harness.close();
  }

  @Test
  void twenty_workers_at_once_get_each_job_once() throws Exception {
    UUID id = harness.campaign("demo", 20_000, ONE_STEP);

    List<List<Long>> claimed =
        together(
            () -> {
              long worker = harness.worker();
              List<Long> own = new ArrayList<>();
              List<Claim> claims = harness.claims().claim(worker, 100);
              while (!claims.isEmpty()) {
                claims.forEach(each -> own.add(each.jobId()));
                harness.ends().end(claims.stream().map(SharedWorkIT::taken).toList());
                claims = harness.claims().claim(worker, 100);
              }
              return own;
            });

    assertThat(claimed.stream().flatMap(List::stream).toList())
        .hasSize(20_000)
        .doesNotHaveDuplicates();
    assertThat(harness.counts(id)).isEqualTo(Map.of("end done", 20_000L));
  }

  @Test
  void claims_divide_what_stands_together_and_take_what_stands_apart() {
    harness.campaign("demo", 450, ONE_STEP);
    long worker = harness.worker();

    List<Claim> first = harness.claims().claim(worker, 30);
    assertThat(first).hasSize(30).extracting(Claim::token).containsOnly(first.get(0).token());
    assertThat(harness.misplaced()).isZero();
    List<Claim> second = harness.claims().claim(worker, 220);
    assertThat(second).hasSize(220);
    assertThat(second.get(0).jobId()).isEqualTo(first.get(29).jobId() + 1);
    assertThat(second.get(219).jobId()).isEqualTo(first.get(0).jobId() + 249);
    assertThat(harness.misplaced()).isZero();

    harness.ends().end(first.stream().map(Ending.Released::new).toList());
    List<Claim> third = harness.claims().claim(worker, 35);
    assertThat(third.subList(0, 30))
        .extracting(Claim::jobId)
        .containsExactlyElementsOf(first.stream().map(Claim::jobId).toList());
    assertThat(third.get(30).jobId()).isEqualTo(second.get(219).jobId() + 1);
    assertThat(harness.misplaced()).isZero();
  }

  @Test
  void a_small_campaign_gets_its_turn_beside_a_large_one() {
    UUID large = harness.campaign("demo", 10_000, ONE_STEP);
    UUID other = harness.campaign("another", 10_000, ONE_STEP);
    UUID small = harness.campaign("demo", 10, ONE_STEP);
    UUID urgent = harness.campaign("demo", 1_000, ONE_STEP, 3 * NewCampaign.DEFAULT_PRIORITY);

    Map<UUID, Long> claimed =
        harness.claims().claim(harness.worker(), 200).stream()
            .collect(Collectors.groupingBy(each -> each.plan().id(), Collectors.counting()));

    assertThat(claimed)
        .containsEntry(small, 10L)
        .containsEntry(other, 100L)
        .hasEntrySatisfying(urgent, jobs -> assertThat(jobs).isBetween(60L, 75L))
        .hasEntrySatisfying(large, jobs -> assertThat(jobs).isBetween(15L, 30L));
  }

  @Test
  void of_a_slow_campaign_no_more_is_claimed_than_a_second_allows() {
    NewCampaign standard = CampaignHarness.newCampaign("demo", ONE_STEP, 10);
    NewCampaign slow =
        new NewCampaign(
            standard.id(),
            "demo",
            "Slow",
            10,
            standard.startsAt(),
            7,
            ONE_STEP,
            standard.content(),
            "office");
    harness.get(CreateCampaign.class).create(slow, CampaignHarness.people(100));

    assertThat(harness.claims().claim(harness.worker(), 50)).hasSize(7);
  }

  @Test
  void after_a_random_run_with_lost_workers_every_job_is_in_one_place_and_counted()
      throws Exception {
    long seed = System.nanoTime();
    System.out.println("Seed of the random run: " + seed);
    UUID id = harness.campaign("demo", 2_000, Workflows.standard());
    int[] number = {0};

    together(
        () -> {
          Random random;
          synchronized (number) {
            random = new Random(seed + number[0]++);
          }
          long worker = harness.worker();
          for (int turn = 0; turn < 25; turn++) {
            worker = turn(random, worker, id);
          }
          harness.killWorker(worker);
          return null;
        });

    assertThat(harness.misplaced()).isZero();
    assertThat(harness.counts(id)).isEqualTo(harness.truth(id));
    while (harness.get(RescueJobs.class).runOnce() > 0) {
      assertThat(harness.misplaced()).isZero();
    }
    while (!harness.get(CampaignCounts.class).foldOnce().isEmpty()) {
      assertThat(harness.counts(id)).isEqualTo(harness.truth(id));
    }
    assertThat(
            harness.jdbc.queryForObject(
                "select count(*) from fieldsync.campaign_lease", Integer.class))
        .isZero();
  }

  private long turn(Random random, long worker, UUID campaignId) {
    List<Claim> claims = harness.claims().claim(worker, 1 + random.nextInt(60));
    List<Ending> endings = claims.stream().map(each -> randomEnding(each, random)).toList();
    switch (random.nextInt(8)) {
      case 0 -> {
        harness.killWorker(worker);
        harness.get(RescueJobs.class).runOnce();
        harness.ends().end(endings);
        return harness.worker();
      }
      case 1 -> {
        harness.ends().end(endings);
        harness.ends().end(endings);
      }
      case 2 -> {
        harness.ends().end(endings);
        harness.clock.turn(Duration.ofHours(random.nextInt(3)));
        harness.wakes().wakeDue(500);
      }
      case 3 -> {
        harness.ends().end(endings);
        harness.get(DeadLetters.class).replayAll(campaignId);
        harness.get(CampaignCounts.class).foldOnce();
      }
      default -> harness.ends().end(endings);
    }
    for (int i = 0; i < 10; i++) {
      int person = random.nextInt(2_000);
      harness
          .wakes()
          .wake(
              new Reply(
                  "r" + random.nextInt(3_000),
                  campaignId,
                  null,
                  "p%d@example.com".formatted(person),
                  "Hello"));
    }
    return worker;
  }

  private static Ending randomEnding(Claim claim, Random random) {
    List<String> outcomes = claim.step().kind().outcomes().stream().sorted().toList();
    return switch (random.nextInt(12)) {
      case 0 -> new Ending.Failed(claim, true, "no such mailbox", null);
      case 1, 2 -> new Ending.Failed(claim, false, "time-out", Duration.ofSeconds(2));
      case 3 -> new Ending.Deferred(claim, Duration.ofSeconds(1));
      case 4 -> new Ending.Released(claim);
      default ->
          new Ending.Completed(
              claim,
              claim.step().kind().isWait()
                  ? claim.reply() == null ? "timeout" : "reply"
                  : outcomes.get(random.nextInt(outcomes.size())),
              null);
    };
  }

  private static Ending taken(Claim claim) {
    return new Ending.Completed(claim, "taken", null);
  }

  private static <T> List<T> together(Callable<T> work) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(WORKERS);
    try {
      List<Callable<T>> all = IntStream.range(0, WORKERS).mapToObj(i -> work).toList();
      List<T> results = new ArrayList<>();
      for (var each : threads.invokeAll(all)) {
        results.add(each.get());
      }
      return results;
    } finally {
      threads.shutdownNow();
    }
  }
}
