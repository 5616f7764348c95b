package dev.fieldsync.doctor.diagnosis;

import dev.fieldsync.doctor.symptom.DatabaseSymptoms;
import dev.fieldsync.doctor.symptom.ProcessSymptoms;
import dev.fieldsync.doctor.symptom.Symptoms;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** All connections of a process are taken, and threads stand in line for them. */
final class PoolStarved implements Rule {

  private static final double USED = 0.9;
  private static final double PENDING = 1;
  private static final double ACQUIRE_SECONDS = 0.05;

  @Override
  public Optional<Diagnosis> examine(Symptoms symptoms) {
    return symptoms.processes().stream()
        .filter(each -> each.poolMax() > 0 && each.poolActive() >= USED * each.poolMax())
        .filter(each -> each.poolPending() >= PENDING && each.acquireSeconds() >= ACQUIRE_SECONDS)
        .max(Comparator.comparingDouble(ProcessSymptoms::poolPending))
        .map(each -> diagnosis(each, symptoms));
  }

  private static Diagnosis diagnosis(ProcessSymptoms process, Symptoms symptoms) {
    List<String> evidence = new ArrayList<>();
    evidence.add(
        Text.of(
            "%s of %s connections of %s are taken and %s threads wait, %s each",
            Text.number(process.poolActive()),
            Text.number(process.poolMax()),
            process.text(),
            Text.number(process.poolPending()),
            Text.seconds(process.acquireSeconds())));
    DatabaseSymptoms database = symptoms.database();
    if (database != null) {
      evidence.add(
          Text.of(
              "the database has %d of %d connections and %s sessions do something",
              database.sessions(), database.maxConnections(), Text.number(database.active())));
    }
    double wanted = process.poolActive() + process.poolPending();
    return new Diagnosis(
        Bottleneck.POOL_STARVED,
        "Threads wait for connections.",
        evidence,
        Text.of(
            "%s wanted at once, %s are there", Text.number(wanted), Text.number(process.poolMax())),
        Text.of(
            "Raise spring.datasource.hikari.maximum-pool-size of %s to about %s if the database has"
                + " processors to spare, or make its transactions shorter.",
            process.service(), Text.number(Math.ceil(wanted))));
  }
}
