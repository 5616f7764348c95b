package dev.fieldsync.doctor.diagnosis;

import dev.fieldsync.doctor.symptom.CallSymptoms;
import dev.fieldsync.doctor.symptom.CampaignSymptoms;
import dev.fieldsync.doctor.symptom.DatabaseSymptoms;
import dev.fieldsync.doctor.symptom.DatabaseSymptoms.Session;
import dev.fieldsync.doctor.symptom.MissSymptoms;
import dev.fieldsync.doctor.symptom.ProcessSymptoms;
import dev.fieldsync.doctor.symptom.QueueSymptoms;
import dev.fieldsync.doctor.symptom.Symptoms;
import dev.fieldsync.doctor.symptom.UpdateSymptoms;
import java.util.ArrayList;
import java.util.List;

/** A busy, healthy system, of which a test makes parts ill. */
final class Patient {

  static final Session SHORT = new Session(10, "fieldsync-update-worker", "active", 0.02, "update");
  static final Session FORGOTTEN = new Session(77, "psql", "idle in transaction", 90, "select 1");
  static final ProcessSymptoms WELL =
      new ProcessSymptoms("update-worker", "u1", 2, 0, 7, 0.001, 20, 0.004, 0.01, 0.3, 0.6, 4);

  private DatabaseSymptoms database = new DatabaseSymptoms(1.5, 0, 0.3, null, SHORT, 30, 100);
  private UpdateSymptoms updates = new UpdateSymptoms(200, 1.01, 0.05, "t1", 0.05, 0, "");
  private MissSymptoms misses = new MissSymptoms(0.2, 0);
  private QueueSymptoms queue = new QueueSymptoms("update-worker", 12, 0, 200, 3, 0.2, 6, 0);
  private CampaignSymptoms campaigns = new CampaignSymptoms(100, 60, 2, 120, 0.1, 0, "", 0);
  private CallSymptoms calls =
      new CallSymptoms("SendGrid", 2, 120, 0, 0.1, 0.3, 36, 2000, 2000, 500);
  private final List<ProcessSymptoms> processes = new ArrayList<>(List.of(WELL));

  Patient database(DatabaseSymptoms ill) {
    database = ill;
    return this;
  }

  Patient updates(UpdateSymptoms ill) {
    updates = ill;
    return this;
  }

  Patient misses(MissSymptoms ill) {
    misses = ill;
    return this;
  }

  Patient queue(QueueSymptoms ill) {
    queue = ill;
    return this;
  }

  Patient campaigns(CampaignSymptoms ill) {
    campaigns = ill;
    return this;
  }

  Patient calls(CallSymptoms ill) {
    calls = ill;
    return this;
  }

  Patient process(ProcessSymptoms ill) {
    processes.add(ill);
    return this;
  }

  Symptoms symptoms() {
    return new Symptoms(
        5, database, updates, misses, queue, campaigns, calls, processes, List.of());
  }
}
