package dev.fieldsync.scenarios.illness;

import dev.fieldsync.doctor.diagnosis.Bottleneck;
import dev.fieldsync.scenarios.scenario.Provocation;
import dev.fieldsync.scenarios.system.Cluster;
import dev.fieldsync.scenarios.system.ClusterSpec;
import dev.fieldsync.scenarios.system.ClusterSpec.Role;
import dev.fieldsync.scenarios.system.Target;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** All bottlenecks that are brought about one by one. */
public final class Illnesses {

  private static final int MANY = 64;
  private static final int SMALL = 10;
  private static final int READERS = 4;
  private static final String SMALL_HEAP = "-Xmx112m";

  /**
   * Templates of 100 kB: more than the cache may hold, so that it fills the small heap and never
   * grows beyond it.
   */
  private static final int MORE_THAN_CACHED = 1_500;

  private static final int SLOW_COMMIT_MS = 100;
  private static final int PATIENT_COMMIT_MS = 5;
  private static final int OFTEN_MS = 8;
  private static final int SELDOM_MS = 100;
  private static final int PARTITIONS = 12;
  private static final ClusterSpec GATEWAY = ClusterSpec.parse("gateways=1");
  private static final ClusterSpec UPDATES = ClusterSpec.parse("gateways=1,workers=1");

  private static final ClusterSpec MAILS = ClusterSpec.parse("gateways=1,campaign-workers=1");

  private Illnesses() {}

  /** Returns new ones. */
  public static List<Provocation> all() {
    return Stream.of(ofUpdates(), ofJobs(), ofServers()).flatMap(List::stream).toList();
  }

  private static List<Provocation> ofUpdates() {
    return List.of(
        new Illness(
            "hot-key",
            "Everybody updates one template, faster than one thread applies it one by one.",
            Bottleneck.HOT_KEY,
            GATEWAY,
            8,
            (system, narrator) -> {
              startPatientWorker(system);
              return often(system, List.of(UUID.randomUUID().toString()));
            }),
        new Illness(
            "partition-skew",
            "Updates of many templates that happen to share one partition.",
            Bottleneck.PARTITION_SKEW,
            GATEWAY,
            8,
            (system, narrator) -> {
              startPatientWorker(system);
              return often(system, Partitions.sharedBy(8, PARTITIONS));
            }),
        new Illness(
            "foreign-writer",
            "Programs write the same templates in the table itself, past the API and its versions.",
            Bottleneck.RETRY_STORM,
            UPDATES,
            4,
            (system, narrator) -> {
              List<String> templates = create(system, 4);
              return Causes.of(
                  Edits.start(system, templates, MANY, SELDOM_MS / 4),
                  ForeignWriters.start(system.connections(), templates));
            }),
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
            GATEWAY,
            5,
            (system, narrator) -> {
              SlowCommits.begin(cluster(system).servers(), SLOW_COMMIT_MS);
              cluster(system).start(Role.WORKERS, 1, List.of());
              return gently(system);
            }));
  }

  /**
   * Starts a worker that takes one update at a time and commits each as on a disk in a network. So
   * one thread applies some dozens in a second, and is the bottleneck long before the machine is.
   */
  private static void startPatientWorker(Target system) {
    SlowCommits.begin(cluster(system).servers(), PATIENT_COMMIT_MS);
    cluster(system).start(Role.WORKERS, 1, List.of("spring.kafka.consumer.max-poll-records=1"));
  }

  /** More than a hundred updates a second. */
  private static Cause often(Target system, List<String> ids) {
    List<String> templates =
        ids.stream().map(id -> Edits.create(system.gateway(), id, SMALL)).toList();
    return Edits.start(system, templates, MANY, OFTEN_MS);
  }

  /** About ten updates a second of small templates. */
  private static Cause gently(Target system) {
    return Edits.start(system, create(system, 10), MANY, SELDOM_MS);
  }

  private static List<String> create(Target system, int number) {
    return Stream.generate(() -> Edits.create(system.gateway(), null, SMALL))
        .limit(number)
        .toList();
  }

  private static List<Provocation> ofJobs() {
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

  private static List<Provocation> ofServers() {
    return List.of(
        new ConnectionPool(),
        new Illness(
            "garbage-collection",
            "People read more large templates than a gateway caches, in a heap that the cache fills.",
            Bottleneck.GARBAGE_COLLECTION,
            GATEWAY.withJvmOption(Role.GATEWAYS, SMALL_HEAP),
            12,
            (system, narrator) ->
                Readers.start(
                    system,
                    READERS,
                    LargeTemplates.add(system.connections(), MORE_THAN_CACHED).stream()
                        .map(id -> "/api/templates/" + id)
                        .toList())),
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
