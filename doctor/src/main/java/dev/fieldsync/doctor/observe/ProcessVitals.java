package dev.fieldsync.doctor.observe;

import dev.fieldsync.doctor.symptom.CallSymptoms;
import dev.fieldsync.doctor.symptom.MissSymptoms;
import dev.fieldsync.doctor.symptom.ProcessSymptoms;
import dev.fieldsync.shared.vitals.Vitals;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Turns what one process said, at least twice, into rates and averages. */
final class ProcessVitals {

  private static final String CALLS = "fieldsync.provider.calls";
  private static final String MISSES = "fieldsync.update.worker.misses";
  private static final String COUNT = "count";
  private static final String TOTAL = "total";
  private static final String VALUE = "value";

  private final List<Vitals> said;
  private final Vitals first;
  private final Vitals last;
  private final double seconds;

  ProcessVitals(List<Vitals> said) {
    this.said = said;
    this.first = said.get(0);
    this.last = said.get(said.size() - 1);
    this.seconds = Math.max(0.1, Duration.between(first.at(), last.at()).toMillis() / 1e3);
  }

  ProcessSymptoms symptoms() {
    double commits = grown("fieldsync.database.commit", COUNT, Map.of());
    double acquired = grown("hikaricp.connections.acquire", COUNT, Map.of());
    return new ProcessSymptoms(
        last.service(),
        last.node(),
        mean("hikaricp.connections.active", Map.of()),
        mean("hikaricp.connections.pending", Map.of()),
        mean("hikaricp.connections.max", Map.of()),
        each(grown("hikaricp.connections.acquire", TOTAL, Map.of()), acquired),
        commits / seconds,
        each(grown("fieldsync.database.commit", TOTAL, Map.of()), commits),
        Math.min(1, grown("jvm.gc.pause", TOTAL, Map.of()) / seconds),
        mean("jvm.memory.usage.after.gc", Map.of()),
        mean("system.cpu.usage", Map.of()),
        mean("system.cpu.count", Map.of()));
  }

  boolean appliesUpdates() {
    return last.numbers().stream().anyMatch(each -> each.meter().equals(MISSES));
  }

  MissSymptoms misses() {
    return new MissSymptoms(missesPerSecond("version-miss"), missesPerSecond("database-error"));
  }

  private double missesPerSecond(String reason) {
    return grown(MISSES, COUNT, Map.of("reason", reason)) / seconds;
  }

  Set<String> providers() {
    return last.numbers().stream()
        .filter(each -> each.meter().equals(CALLS))
        .map(each -> each.tags().getOrDefault("provider", ""))
        .collect(Collectors.toSet());
  }

  /** Adds up what all processes say about one provider. */
  static CallSymptoms calls(String provider, List<ProcessVitals> all) {
    Map<String, String> of = Map.of("provider", provider);
    double perSecond = 0;
    double limited = 0;
    double failed = 0;
    double total = 0;
    double ended = 0;
    double inFlight = 0;
    double jobs = 0;
    double connections = 0;
    double maxPerSecond = 0;
    for (ProcessVitals each : all) {
      double count = each.grown(CALLS, COUNT, of);
      ended += count;
      total += each.grown(CALLS, TOTAL, of);
      perSecond += count / each.seconds;
      limited += each.grown(CALLS, COUNT, outcome(provider, "rate_limited")) / each.seconds;
      failed += each.grown(CALLS, COUNT, outcome(provider, "transient")) / each.seconds;
      inFlight += each.mean("fieldsync.provider.in.flight", of);
      jobs += each.mean("fieldsync.campaign.jobs.max.in.flight", Map.of());
      connections += each.mean("fieldsync.provider.max.in.flight", of);
      maxPerSecond = Math.max(maxPerSecond, each.mean("fieldsync.provider.max.per.second", of));
    }
    return new CallSymptoms(
        provider,
        all.size(),
        perSecond,
        limited,
        failed,
        each(total, ended),
        inFlight,
        jobs,
        connections,
        maxPerSecond);
  }

  private static Map<String, String> outcome(String provider, String outcome) {
    return Map.of("provider", provider, "outcome", outcome);
  }

  private static double each(double total, double count) {
    return count > 0 ? total / count : 0;
  }

  private double grown(String meter, String statistic, Map<String, String> tags) {
    return Math.max(0, last.sum(meter, statistic, tags) - first.sum(meter, statistic, tags));
  }

  private double mean(String meter, Map<String, String> tags) {
    return said.stream().mapToDouble(each -> each.sum(meter, VALUE, tags)).average().orElse(0);
  }
}
