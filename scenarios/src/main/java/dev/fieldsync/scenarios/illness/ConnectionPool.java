package dev.fieldsync.scenarios.illness;

import dev.fieldsync.doctor.diagnosis.Bottleneck;
import dev.fieldsync.doctor.symptom.ProcessSymptoms;
import dev.fieldsync.scenarios.campaign.CampaignRun;
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
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import picocli.CommandLine.Option;

/**
 * Requirement 5's third scenario: many workers share a small connection pool. First as campaigns
 * do, whose calls hold no connection; then with consumers that hold one for each transaction, which
 * starves the pool; then as the doctor advises.
 */
final class ConnectionPool implements Provocation {

  private static final String POOL = "spring.datasource.hikari.maximum-pool-size=";
  private static final Duration LOOK = Duration.ofSeconds(8);
  private static final Duration LIMIT = Duration.ofMinutes(1);
  private static final int BEGIN_SECONDS = 3;
  private static final int SETTLE_SECONDS = 8;
  private static final int FIELDS = 10;
  private static final int CALL_MS = 200;
  private static final int JOBS = 3_000;

  /** As on a disk in a network; far from what makes commits a bottleneck of their own. */
  private static final int COMMIT_MS = 25;

  /** Of what the calls in flight make possible. */
  private static final double PACE = 0.6;

  private static final double GAIN = 1.5;

  @Option(
      names = "--workers",
      defaultValue = "50",
      description = "Workers that share the pool (default ${DEFAULT-VALUE}).")
  private int workers;

  @Option(
      names = "--pool",
      defaultValue = "2",
      description = "Connections in the pool (default ${DEFAULT-VALUE}).")
  private int pool;

  @Override
  public String name() {
    return "connection-pool";
  }

  @Override
  public String purpose() {
    return "Fifty workers share two database connections: jobs whose calls hold none, then"
        + " consumers that hold one in each transaction; asks the doctor, follows the advice and"
        + " measures again.";
  }

  @Override
  public Bottleneck bottleneck() {
    return Bottleneck.POOL_STARVED;
  }

  @Override
  public Optional<ClusterSpec> ownCluster() {
    return Optional.of(ClusterSpec.parse("gateways=1").with(Role.GATEWAYS, partitions()));
  }

  private String partitions() {
    return "fieldsync.kafka.partitions=" + workers;
  }

  @Override
  public Findings run(Target system, Narrator narrator) {
    Cluster cluster = Objects.requireNonNull(system.cluster(), "It has a cluster of its own");
    Findings.Builder findings = new Findings.Builder();
    mail(system, cluster, narrator, findings);
    edit(system, cluster, narrator, findings);
    return findings.meaning(
        "A call of a provider holds no connection, so jobs in flight need no pool of their number."
            + " What does hold one, a transaction, waits for it in order: slower, and nothing is"
            + " lost.");
  }

  private void mail(Target system, Cluster cluster, Narrator narrator, Findings.Builder findings) {
    cluster.mail().behave("{\"latency\": {\"kind\": \"fixed\", \"ms\": " + CALL_MS + "}}");
    cluster.start(
        Role.CAMPAIGN_WORKERS,
        1,
        List.of(POOL + pool, "fieldsync.campaign-worker.max-in-flight=" + workers));
    try (CampaignRun run =
        CampaignRun.start(system.gateway(), system.connections(), "Few connections", JOBS, 5)) {
      narrator.say(JOBS + " jobs, " + workers + " in flight, " + pool + " connections");
      narrator.pause("jobs under way", BEGIN_SECONDS);
      long before = run.ended().all();
      Verdict verdict = look(system, narrator);
      double perSecond = (run.ended().all() - before) / verdict.found().symptoms().seconds();
      run.awaitEnd(JOBS, LIMIT);
      double possible = workers * 1_000.0 / CALL_MS;
      findings
          .figure("jobs/s", perSecond)
          .figure("jobs/s that so many calls in flight make", possible)
          .figure("doctor, while there are jobs", verdict.names())
          .goal(Goal.atLeast("jobs/s", PACE * possible, perSecond))
          .holds("jobs in flight do not starve the pool", !verdict.names(Bottleneck.POOL_STARVED))
          .goal(Goal.atLeast("jobs that are done", JOBS, run.ended().done()))
          .goal(Goal.none("jobs whose step is not recorded once", run.notOnce()))
          .goal(Goal.none("mails delivered twice, or not", cluster.mail().delivered() - JOBS));
    }
    cluster.stop(Role.CAMPAIGN_WORKERS);
  }

  private void edit(Target system, Cluster cluster, Narrator narrator, Findings.Builder findings) {
    SlowCommits.begin(cluster.servers(), COMMIT_MS);
    startConsumers(cluster, pool);
    List<String> templates =
        Partitions.oneEach(workers).stream()
            .map(id -> Edits.create(system.gateway(), id, FIELDS))
            .toList();
    Editors editors = Editors.start(system, templates);
    try (editors) {
      narrator.say(workers + " consumers, " + workers + " editors, " + pool + " connections");
      narrator.pause("until it shows", SETTLE_SECONDS);
      long before = editors.accepted();
      Verdict ill = look(system, narrator);
      double slow = (editors.accepted() - before) / ill.found().symptoms().seconds();
      if (!ill.isOnly(bottleneck())) {
        findings.figure("what it saw", ill.found().symptoms());
      }
      findings
          .figure("doctor, with consumers", ill.names())
          .figure("its sum", ill.arithmetic())
          .figure("edits/s before", slow)
          .holds("the doctor names pool-starved and nothing else", ill.isOnly(bottleneck()));

      int advised = advised(ill);
      narrator.say("Following the advice: " + advised + " connections");
      cluster.stop(Role.WORKERS);
      startConsumers(cluster, advised);
      narrator.pause("until it shows", SETTLE_SECONDS);
      before = editors.accepted();
      Verdict well = look(system, narrator);
      double fast = (editors.accepted() - before) / well.found().symptoms().seconds();
      findings
          .figure("connections as advised", advised)
          .figure("edits/s after", fast)
          .figure("doctor, when its advice is followed", well.names())
          .goal(Goal.atLeast("edits/s when its advice is followed", GAIN * slow, fast))
          .holds("the pool is not starved any more", !well.names(Bottleneck.POOL_STARVED));
    }
    editors.judge(findings);
  }

  private void startConsumers(Cluster cluster, int connections) {
    cluster.start(
        Role.WORKERS,
        1,
        List.of(POOL + connections, "spring.kafka.listener.concurrency=" + workers, partitions()));
  }

  private static Verdict look(Target system, Narrator narrator) {
    narrator.say("The doctor looks for " + LOOK.toSeconds() + " s");
    Verdict verdict = new Verdict(Look.at(system.connections(), LOOK));
    verdict.tell(narrator);
    return verdict;
  }

  /** Returns how many connections were wanted at once, as the doctor's advice has it. */
  private int advised(Verdict verdict) {
    return verdict.found().symptoms().processes().stream()
        .filter(each -> each.service().equals(Role.WORKERS.module()))
        .max(Comparator.comparingDouble(ProcessSymptoms::poolPending))
        .map(each -> (int) Math.ceil(each.poolActive() + each.poolPending()))
        .orElse(pool);
  }
}
