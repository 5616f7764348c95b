package dev.fieldsync.doctor.diagnosis;

import dev.fieldsync.doctor.symptom.DatabaseSymptoms;
import dev.fieldsync.doctor.symptom.DatabaseSymptoms.Session;
import dev.fieldsync.doctor.symptom.Symptoms;
import java.util.List;
import java.util.Optional;

/** Our own services end any transaction of theirs within half a minute. */
final class LongTransaction implements Rule {

  private static final double SECONDS = 30;

  @Override
  public Optional<Diagnosis> examine(Symptoms symptoms) {
    DatabaseSymptoms database = symptoms.database();
    Session oldest = database == null ? null : database.oldest();
    if (database == null || oldest == null || oldest.transactionSeconds() < SECONDS) {
      return Optional.empty();
    }
    return Optional.of(
        new Diagnosis(
            Bottleneck.LONG_TRANSACTION,
            "A transaction stays open.",
            List.of(
                oldest.text(),
                Text.of("%s sessions wait for a lock", Text.number(database.waitingForLock()))),
            Text.of(
                "no row that was updated or deleted in the last %.0f s can be removed, and whatever"
                    + " it has locked stays locked; services end theirs within %.0f s",
                oldest.transactionSeconds(), SECONDS),
            "End it: select pg_terminate_backend("
                + oldest.pid()
                + "). Set idle_in_transaction_session_timeout for whoever opened it."));
  }
}
