package dev.fieldsync.scenarios.campaign;

import dev.fieldsync.scenarios.figures.Goal;
import dev.fieldsync.scenarios.scenario.Findings;
import dev.fieldsync.scenarios.scenario.Narrator;
import dev.fieldsync.scenarios.scenario.Scenario;
import dev.fieldsync.scenarios.system.Cluster;
import dev.fieldsync.scenarios.system.ClusterSpec;
import dev.fieldsync.scenarios.system.ClusterSpec.Role;
import dev.fieldsync.scenarios.system.Target;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/** Requirement 5's second scenario: workers crash, answers are lost, and nobody gets two mails. */
public final class DuplicateDetection implements Scenario {

  private static final Duration LIMIT = Duration.ofMinutes(3);
  private static final String LEASE = "fieldsync.campaign-worker.lease=5s";

  @Option(
      names = "--jobs",
      defaultValue = "3000",
      description = "Jobs, one mail each (default ${DEFAULT-VALUE}).")
  private int jobs;

  @Override
  public String name() {
    return "duplicate-detection";
  }

  @Override
  public String purpose() {
    return "Sends mails while answers of the provider get lost and a worker is killed in the"
        + " middle; each job must be recorded once, and no mail delivered twice.";
  }

  @Override
  public Optional<ClusterSpec> ownCluster() {
    return Optional.of(
        ClusterSpec.parse("gateways=1,campaign-workers=2").with(Role.CAMPAIGN_WORKERS, LEASE));
  }

  @Override
  public Findings run(Target system, Narrator narrator) {
    Cluster cluster = Objects.requireNonNull(system.cluster(), "It has a cluster of its own");
    cluster
        .mail()
        .behave(
            "{\"latency\": {\"kind\": \"fixed\", \"ms\": 500}, \"faults\": {\"answer_lost\":"
                + " 0.02}}");
    try (CampaignRun run =
        CampaignRun.start(system.gateway(), system.connections(), "Duplicates", jobs, 20)) {
      Progress.watch(run, "before the crash", jobs / 4, LIMIT, narrator);
      narrator.say("A campaign-worker is killed (kill -9)");
      cluster.killOne(Role.CAMPAIGN_WORKERS);
      Progress.watch(run, "with one worker", jobs / 4, LIMIT, narrator);
      cluster.start(Role.CAMPAIGN_WORKERS, 1, List.of(LEASE));
      narrator.say("Another one has started");
      Progress.watch(run, "to the end", jobs - run.ended().all(), LIMIT, narrator);
      JsonNode counters = cluster.mail().counters();
      return new Findings.Builder()
          .figure("calls of the provider", counters.path("calls").asLong())
          .figure("calls with a key that it knew", counters.path("duplicates").asLong())
          .figure("mails delivered", cluster.mail().delivered())
          .goal(Goal.atLeast("jobs that are done", jobs, run.ended().done()))
          .goal(Goal.none("jobs whose step is not recorded once", run.notOnce()))
          .goal(Goal.none("mails delivered twice, or not", cluster.mail().delivered() - jobs))
          .meaning(
              "A repeated call carries the key of the first one: the provider knows it, and the"
                  + " result is recorded once, whoever was killed.");
    }
  }
}
