package dev.fieldsync.scenarios.illness;

import dev.fieldsync.doctor.diagnosis.Bottleneck;
import dev.fieldsync.scenarios.scenario.Scenario;
import dev.fieldsync.scenarios.system.Cluster;
import dev.fieldsync.scenarios.system.ClusterSpec;
import dev.fieldsync.scenarios.system.ClusterSpec.Role;
import dev.fieldsync.scenarios.system.Target;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** All bottlenecks that are brought about one by one. */
public final class Illnesses {

  private static final int MANY = 64;
  private static final int LARGE = 1_000;
  private static final int SMALL = 10;
  private static final int PEOPLE = 50;
  private static final int OFTEN_MS = 4;
  private static final int SELDOM_MS = 100;
  private static final int PARTITIONS = 12;
  private static final ClusterSpec UPDATES = ClusterSpec.parse("gateways=1,workers=1");

  /** Whole documents in the history make an update of a large template cost what it can. */
  private static final ClusterSpec COSTLY =
      UPDATES.with(Role.WORKERS, "fieldsync.update-worker.history.snapshot-every=1");

  private static final ClusterSpec MAILS = ClusterSpec.parse("gateways=1,campaign-workers=1");

  private Illnesses() {}

  /** Returns new ones. */
  public static List<Scenario> all() {
    return Stream.of(ofUpdates(), ofJobs(), ofServers()).flatMap(List::stream).toList();
  }

  private static List<Scenario> ofUpdates() {
    return List.of(
        new Illness(
            "hot-key",
            "Everybody updates one large template, faster than one thread applies it.",
            Bottleneck.HOT_KEY,
            COSTLY,
            6,
            (system, narrator) ->
                Edits.start(
                    system, List.of(Edits.create(system.gateway(), null, LARGE)), MANY, OFTEN_MS)),
        new Illness(
            "partition-skew",
            "Updates of many templates that happen to share one partition.",
            Bottleneck.PARTITION_SKEW,
            COSTLY,
            6,
            (system, narrator) ->
                Edits.start(
                    system,
                    SharedPartition.ids(8, PARTITIONS).stream()
                        .map(id -> Edits.create(system.gateway(), id, LARGE))
                        .toList(),
                    MANY,
                    OFTEN_MS)),
        new Illness(
            "poison-messages",
            "A program writes records that nobody can read into the log of requests, among good"
                + " ones.",
            Bottleneck.DEAD_LETTER_FLOOD,
            UPDATES,
            3,
            (system, narrator) -> Causes.of(gently(system), Poison.start(system.connections()))),
        new Illness(
            "rebalance-storm",
            "Consumers join the update-workers' group and leave it, again and again.",
            Bottleneck.REBALANCES,
            UPDATES,
            5,
            (system, narrator) ->
                Causes.of(gently(system), RogueConsumers.start(system.connections()))),
        new Illness(
            "slow-consumer",
            "The update-worker's commits take a tenth of a second, as on a slow disk.",
            Bottleneck.SLOW_COMMIT,
            ClusterSpec.parse("gateways=1"),
            5,
            (system, narrator) -> {
              SlowCommits.begin(cluster(system).servers());
              cluster(system).start(Role.WORKERS, 1, List.of());
              return gently(system);
            }));
  }

  /** About ten updates a second of a small template. */
  private static Cause gently(Target system) {
    List<String> templates =
        Stream.generate(() -> Edits.create(system.gateway(), null, SMALL)).limit(10).toList();
    return Edits.start(system, templates, MANY, SELDOM_MS);
  }

  private static List<Scenario> ofJobs() {
    return List.of(
        new Illness(
            "retry-storm",
            "The mail provider fails two calls of five; jobs come back and fail again.",
            Bottleneck.RETRY_STORM,
            MAILS,
            5,
            (system, narrator) -> Mailing.start(system, provider(50, "server_error", 0.4), 5_000)),
        new Illness(
            "rate-limit",
            "The mail provider allows 50 calls a second, and there are thousands of jobs.",
            Bottleneck.RATE_LIMIT,
            MAILS.with(Role.CAMPAIGN_WORKERS, "fieldsync.providers.sendgrid.max-per-second=50"),
            5,
            (system, narrator) -> Mailing.start(system, provider(50, null, 0), 5_000)),
        new Illness(
            "slow-external-call",
            "The mail provider takes eight seconds for a call.",
            Bottleneck.SLOW_EXTERNAL_CALL,
            MAILS,
            16,
            (system, narrator) -> Mailing.start(system, provider(8_000, null, 0), 8_000)));
  }

  private static String provider(int millis, @Nullable String fault, double rate) {
    String faults = fault == null ? "" : "\"" + fault + "\": " + rate;
    return "{\"latency\": {\"kind\": \"fixed\", \"ms\": %d}, \"faults\": {%s}}"
        .formatted(millis, faults);
  }

  private static List<Scenario> ofServers() {
    return List.of(
        new Illness(
            "connection-pool",
            "Fifty people ask a gateway that has two database connections.",
            Bottleneck.POOL_STARVED,
            UPDATES.with(Role.GATEWAYS, "spring.datasource.hikari.maximum-pool-size=2"),
            3,
            (system, narrator) -> {
              for (int i = 0; i < PEOPLE; i++) {
                Edits.create(system.gateway(), null, SMALL);
              }
              return Readers.start(system, PEOPLE, "/api/templates?limit=100");
            }),
        new Illness(
            "long-transaction",
            "Somebody opens a transaction and forgets it.",
            Bottleneck.LONG_TRANSACTION,
            null,
            31,
            (system, narrator) -> Sessions.forgetTransaction(system.connections())),
        new Illness(
            "lock-contention",
            "Five scripts want the same lock, each for a while.",
            Bottleneck.LOCK_CONTENTION,
            null,
            2,
            (system, narrator) -> Sessions.contend(system.connections())),
        new Illness(
            "cpu-saturated",
            "Other programs take all processors.",
            Bottleneck.CPU_SATURATED,
            null,
            3,
            (system, narrator) -> BusyProcessors.start()));
  }

  private static Cluster cluster(Target system) {
    return Objects.requireNonNull(system.cluster(), "It has a cluster of its own");
  }
}
