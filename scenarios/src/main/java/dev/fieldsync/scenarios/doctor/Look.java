package dev.fieldsync.scenarios.doctor;

import dev.fieldsync.doctor.observe.Access;
import dev.fieldsync.doctor.observe.Examination;
import dev.fieldsync.scenarios.process.ScenarioFailure;
import dev.fieldsync.scenarios.system.Connections;
import dev.fieldsync.shared.kafka.Topics;
import java.time.Duration;

/** Lets the doctor look at the system whose servers these are. */
public final class Look {

  private Look() {}

  /** Looks for a while and says what was found. */
  public static Examination at(Connections servers, Duration time) {
    try {
      return Examination.of(
          new Access(servers::open, servers.kafka(), new Topics(servers.prefix())), time);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ScenarioFailure("Interrupted", e);
    }
  }
}
