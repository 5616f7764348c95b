package dev.fieldsync.doctor.diagnosis;

import dev.fieldsync.doctor.symptom.DatabaseSymptoms;
import dev.fieldsync.doctor.symptom.Symptoms;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** At any moment at least one session waits for another one's transaction. */
final class LockContention implements Rule {

  private static final double WAITING = 0.8;
  private static final double SHARE = 0.3;

  @Override
  public Optional<Diagnosis> examine(Symptoms symptoms) {
    DatabaseSymptoms database = symptoms.database();
    if (database == null
        || database.waitingForLock() < WAITING
        || database.waitingForLock() < SHARE * database.active()) {
      return Optional.empty();
    }
    List<String> evidence = new ArrayList<>();
    evidence.add(
        Text.of(
            "%s of %s active sessions wait for a lock",
            Text.number(database.waitingForLock()), Text.number(database.active())));
    if (database.blocker() != null) {
      evidence.add("held by " + database.blocker().text());
    }
    return Optional.of(
        new Diagnosis(
            Bottleneck.LOCK_CONTENTION,
            "Transactions wait for each other.",
            evidence,
            Text.of(
                "%s of the work that the database could do stands still",
                Text.percent(database.waitingForLock() / Math.max(1, database.active()))),
            "Make the transaction that holds the lock shorter, or let it lock later. Fieldsync's"
                + " own writers lock a row only when they have missed it before."));
  }
}
