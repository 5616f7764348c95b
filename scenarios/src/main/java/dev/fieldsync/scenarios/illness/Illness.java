package dev.fieldsync.scenarios.illness;

import dev.fieldsync.doctor.diagnosis.Bottleneck;
import dev.fieldsync.scenarios.doctor.Look;
import dev.fieldsync.scenarios.doctor.Verdict;
import dev.fieldsync.scenarios.scenario.Findings;
import dev.fieldsync.scenarios.scenario.Narrator;
import dev.fieldsync.scenarios.scenario.Provocation;
import dev.fieldsync.scenarios.system.ClusterSpec;
import dev.fieldsync.scenarios.system.Target;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Brings a bottleneck about and asks the doctor, while it is there. */
public final class Illness implements Provocation {

  private final String name;
  private final String purpose;
  private final Bottleneck bottleneck;
  private final @Nullable ClusterSpec cluster;
  private final BiFunction<Target, Narrator, Cause> provoke;
  private final int settleSeconds;

  @Option(
      names = "--look",
      defaultValue = "8",
      paramLabel = "<seconds>",
      description = "For how long the doctor looks (default ${DEFAULT-VALUE}).")
  private int lookSeconds;

  /**
   * Describes an illness.
   *
   * @param bottleneck what the doctor has to name
   * @param cluster what it needs of its own; {@code null}: it does no harm to others
   * @param settleSeconds from the cause to its effect
   * @param provoke the cause
   */
  Illness(
      String name,
      String purpose,
      Bottleneck bottleneck,
      @Nullable ClusterSpec cluster,
      int settleSeconds,
      BiFunction<Target, Narrator, Cause> provoke) {
    this.name = name;
    this.purpose = purpose;
    this.bottleneck = bottleneck;
    this.cluster = cluster;
    this.settleSeconds = settleSeconds;
    this.provoke = provoke;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public String purpose() {
    return purpose;
  }

  @Override
  public Bottleneck bottleneck() {
    return bottleneck;
  }

  @Override
  public Optional<ClusterSpec> ownCluster() {
    return Optional.ofNullable(cluster);
  }

  @Override
  public Findings run(Target system, Narrator narrator) {
    Findings.Builder findings = new Findings.Builder();
    Cause cause = provoke.apply(system, narrator);
    try (cause) {
      narrator.pause("until it shows", settleSeconds);
      narrator.say("The doctor looks for " + lookSeconds + " s");
      Verdict verdict = new Verdict(Look.at(system.connections(), Duration.ofSeconds(lookSeconds)));
      verdict.tell(narrator);
      if (!verdict.isOnly(bottleneck)) {
        findings.figure("what it saw", verdict.found().symptoms());
      }
      findings
          .figure("doctor", verdict.names())
          .figure("its sum", verdict.arithmetic())
          .holds(
              "the doctor names " + bottleneck.code() + " and nothing else",
              verdict.isOnly(bottleneck));
    }
    cause.judge(findings);
    return findings.meaning("The doctor tells this bottleneck from all others.");
  }
}
