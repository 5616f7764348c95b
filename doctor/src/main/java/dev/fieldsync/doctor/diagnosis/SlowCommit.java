package dev.fieldsync.doctor.diagnosis;

import dev.fieldsync.doctor.symptom.DatabaseSymptoms;
import dev.fieldsync.doctor.symptom.ProcessSymptoms;
import dev.fieldsync.doctor.symptom.Symptoms;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** A commit waits for the write-ahead log, and for standbys where they are synchronous. */
final class SlowCommit implements Rule {

  private static final double SECONDS = 0.05;

  /** Commits in a second that make the average mean something. */
  private static final double PER_SECOND = 1;

  @Override
  public Optional<Diagnosis> examine(Symptoms symptoms) {
    return symptoms.processes().stream()
        .filter(each -> each.commitsPerSecond() >= PER_SECOND && each.commitSeconds() >= SECONDS)
        .max(Comparator.comparingDouble(each -> each.commitsPerSecond() * each.commitSeconds()))
        .map(each -> diagnosis(each, symptoms.database()));
  }

  private static Diagnosis diagnosis(
      ProcessSymptoms process, @org.jspecify.annotations.Nullable DatabaseSymptoms database) {
    List<String> evidence = new ArrayList<>();
    evidence.add(
        Text.of(
            "commits of %s take %s, %s in a second",
            process.text(),
            Text.seconds(process.commitSeconds()),
            Text.number(process.commitsPerSecond())));
    if (database != null) {
      evidence.add(
          Text.of(
              "%s of %s active sessions wait for the disk or a standby",
              Text.number(database.waitingForDisk()), Text.number(database.active())));
    }
    return new Diagnosis(
        Bottleneck.SLOW_COMMIT,
        "Making changes durable takes long.",
        evidence,
        Text.of(
            "1 / %s = %s transactions in a second for each thread, whatever they do",
            Text.seconds(process.commitSeconds()), Text.number(1 / process.commitSeconds())),
        "Look at the disk of the write-ahead log (pg_test_fsync), at commit_delay, and at"
            + " synchronous standbys.");
  }
}
