package dev.fieldsync.scenarios.campaign;

import dev.fieldsync.doctor.diagnosis.Bottleneck;
import dev.fieldsync.doctor.observe.Examination;
import dev.fieldsync.scenarios.doctor.Look;
import dev.fieldsync.scenarios.doctor.Verdict;
import dev.fieldsync.scenarios.figures.Goal;
import dev.fieldsync.scenarios.scenario.Findings;
import dev.fieldsync.scenarios.scenario.Narrator;
import dev.fieldsync.scenarios.scenario.Provocation;
import dev.fieldsync.scenarios.system.Cluster;
import dev.fieldsync.scenarios.system.ClusterSpec;
import dev.fieldsync.scenarios.system.ClusterSpec.Role;
import dev.fieldsync.scenarios.system.Target;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import picocli.CommandLine.Option;

/**
 * Requirement 5's "5,000 jobs queued, 20 workers active, only 300 jobs a minute": first as it would
 * be with one call in flight for each worker, then as the doctor advises.
 */
public final class SlowThroughput implements Provocation {

  private static final String MAX_IN_FLIGHT = "fieldsync.campaign-worker.max-in-flight=";
  private static final Duration LOOK = Duration.ofSeconds(8);
  private static final Duration LIMIT = Duration.ofMinutes(3);
  private static final double WANTED_PER_SECOND = 400;

  @Option(
      names = "--jobs",
      defaultValue = "5000",
      description = "Queued jobs (default ${DEFAULT-VALUE}).")
  private int jobs;

  @Option(
      names = "--workers",
      defaultValue = "20",
      description = "Workers with one call in flight each (default ${DEFAULT-VALUE}).")
  private int workers;

  @Option(
      names = "--call-ms",
      defaultValue = "1800",
      description = "How long the provider takes for a call (default ${DEFAULT-VALUE}).")
  private int callMillis;

  @Override
  public String name() {
    return "slow-throughput";
  }

  @Override
  public String purpose() {
    return "5,000 jobs, 20 workers, a provider that takes 1.8 s: measures it with one call in"
        + " flight for each worker, asks the doctor, follows the advice and measures again.";
  }

  @Override
  public Bottleneck bottleneck() {
    return Bottleneck.TOO_FEW_IN_FLIGHT;
  }

  @Override
  public Optional<ClusterSpec> ownCluster() {
    return Optional.of(ClusterSpec.parse("gateways=1"));
  }

  @Override
  public Findings run(Target system, Narrator narrator) {
    Cluster cluster = Objects.requireNonNull(system.cluster(), "It has a cluster of its own");
    cluster.mail().behave("{\"latency\": {\"kind\": \"fixed\", \"ms\": " + callMillis + "}}");
    cluster.start(Role.CAMPAIGN_WORKERS, 2, List.of(MAX_IN_FLIGHT + Math.max(1, workers / 2)));
    try (CampaignRun run =
        CampaignRun.start(system.gateway(), system.connections(), "Slow throughput", jobs, 5)) {
      Progress.watch(run, "warming up", workers, LIMIT, narrator);
      narrator.say("The doctor looks for " + LOOK.toSeconds() + " s");
      long before = run.ended().all();
      Examination found = Look.at(system.connections(), LOOK);
      double slow = (run.ended().all() - before) / found.symptoms().seconds();
      Verdict verdict = new Verdict(found);
      verdict.tell(narrator);
      double needed = 500.0 * callMillis / 1000;
      narrator.say("Following the advice: " + Math.round(needed) + " in flight");
      cluster.stop(Role.CAMPAIGN_WORKERS);
      cluster.start(
          Role.CAMPAIGN_WORKERS, 2, List.of(MAX_IN_FLIGHT + Math.round(Math.ceil(needed / 2))));
      long left = jobs - run.ended().all();
      Progress fast = Progress.watch(run, "jobs done", left, LIMIT, narrator);
      Findings.Builder findings = new Findings.Builder();
      if (!verdict.isOnly(bottleneck())) {
        findings.figure("what it saw", found.symptoms());
      }
      return findings
          .figure("jobs/s before", slow)
          .figure("jobs/s by arithmetic before", workers / (callMillis / 1e3))
          .figure("doctor", verdict.names())
          .figure("its sum", verdict.arithmetic())
          .figure("jobs/s after", fast.perSecond())
          .figure("provider's duplicates", cluster.mail().counters().path("duplicates").asLong())
          .holds(
              "the doctor names too-few-in-flight and nothing else", verdict.isOnly(bottleneck()))
          .goal(
              Goal.atLeast(
                  "jobs/s when its advice is followed", WANTED_PER_SECOND, fast.perSecond()))
          .goal(Goal.atLeast("jobs that are done", jobs, run.ended().done()))
          .goal(Goal.none("jobs whose step is not recorded once", run.notOnce()))
          .meaning(
              "The provider was never the bottleneck: what was missing were calls in flight, which"
                  + " cost no thread and no worker.");
    }
  }
}
