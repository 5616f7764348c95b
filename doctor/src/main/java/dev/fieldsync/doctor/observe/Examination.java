package dev.fieldsync.doctor.observe;

import dev.fieldsync.doctor.diagnosis.Diagnosis;
import dev.fieldsync.doctor.diagnosis.Doctor;
import dev.fieldsync.doctor.symptom.CampaignSymptoms;
import dev.fieldsync.doctor.symptom.DatabaseSymptoms;
import dev.fieldsync.doctor.symptom.QueueSymptoms;
import dev.fieldsync.doctor.symptom.Symptoms;
import dev.fieldsync.doctor.symptom.UpdateSymptoms;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/**
 * A look at a running system, and what it says.
 *
 * @param symptoms what was seen
 * @param diagnoses what holds it up; empty when nothing does, or nothing that can be seen
 */
public record Examination(Symptoms symptoms, List<Diagnosis> diagnoses) {

  private static final long LOOK_MS = 200;
  private static final int QUEUE_TRIES = 2;

  /**
   * Looks at a system, in the calling thread.
   *
   * @param time for how long; processes tell of themselves every two seconds, so at least five
   *     seconds tell how fast things go
   * @throws InterruptedException when the thread is interrupted
   */
  public static Examination of(Access access, Duration time) throws InterruptedException {
    List<String> unseen = new ArrayList<>();
    try (DatabaseLook database = database(access, unseen);
        QueueLook queue = queue(access, unseen);
        VitalsLook vitals = vitals(access, unseen)) {
      long begin = System.nanoTime();
      while (System.nanoTime() - begin < time.toNanos()) {
        look(database, queue, unseen);
        if (vitals == null) {
          TimeUnit.MILLISECONDS.sleep(LOOK_MS);
        } else {
          vitals.look(Duration.ofMillis(LOOK_MS));
        }
      }
      double seconds = (System.nanoTime() - begin) / 1e9;
      Symptoms symptoms = symptoms(database, queue, vitals, seconds, unseen);
      return new Examination(symptoms, Doctor.examine(symptoms));
    }
  }

  private static void look(
      @Nullable DatabaseLook database, @Nullable QueueLook queue, List<String> unseen)
      throws InterruptedException {
    try {
      if (database != null) {
        database.look();
      }
    } catch (SQLException e) {
      note(unseen, "the database: " + e.getMessage());
    }
    try {
      if (queue != null) {
        queue.look();
      }
    } catch (ExecutionException | TimeoutException | KafkaException e) {
      note(unseen, "the queues: " + reason(e));
    }
  }

  private static Symptoms symptoms(
      @Nullable DatabaseLook database,
      @Nullable QueueLook queue,
      @Nullable VitalsLook vitals,
      double seconds,
      List<String> unseen) {
    DatabaseSymptoms sessions = null;
    UpdateSymptoms updates = null;
    CampaignSymptoms campaigns = null;
    QueueSymptoms queued = null;
    try {
      if (database != null) {
        sessions = database.sessions();
        updates = database.updates(seconds);
        campaigns = database.campaigns(seconds);
        unseen.addAll(database.unseen());
      }
    } catch (SQLException e) {
      note(unseen, "the database: " + e.getMessage());
    }
    if (queue != null) {
      queued = queue.symptoms(seconds);
    }
    if (vitals != null) {
      unseen.addAll(vitals.unseen());
    }
    return new Symptoms(
        seconds,
        sessions,
        updates,
        vitals == null ? null : vitals.misses(),
        queued,
        campaigns,
        vitals == null ? null : vitals.calls(),
        vitals == null ? List.of() : vitals.processes(),
        unseen);
  }

  private static String reason(Exception failure) {
    return failure instanceof TimeoutException
        ? "Kafka does not answer in time"
        : String.valueOf(failure.getMessage());
  }

  private static void note(List<String> unseen, String what) {
    if (!unseen.contains(what)) {
      unseen.add(what);
    }
  }

  private static @Nullable DatabaseLook database(Access access, List<String> unseen) {
    try {
      return DatabaseLook.begin(access.database().open());
    } catch (SQLException e) {
      note(unseen, "the database: " + e.getMessage());
      return null;
    }
  }

  /** Brokers that are busy may answer the first questions late; they are asked twice. */
  private static @Nullable QueueLook queue(Access access, List<String> unseen)
      throws InterruptedException {
    for (int left = QUEUE_TRIES - 1; ; left--) {
      try {
        return QueueLook.begin(
            access.kafka(), access.topics().templateUpdates(), access.topics().updateWorkerGroup());
      } catch (ExecutionException | TimeoutException | KafkaException e) {
        if (left == 0) {
          note(unseen, "the queues: " + reason(e));
          return null;
        }
      }
    }
  }

  private static @Nullable VitalsLook vitals(Access access, List<String> unseen) {
    try {
      return VitalsLook.begin(access.kafka(), access.topics().serviceVitals());
    } catch (KafkaException e) {
      note(unseen, "what the processes tell about themselves: " + e.getMessage());
      return null;
    }
  }
}
