package dev.fieldsync.doctor.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fieldsync.doctor.symptom.CallSymptoms;
import dev.fieldsync.doctor.symptom.CampaignSymptoms;
import dev.fieldsync.doctor.symptom.DatabaseSymptoms;
import dev.fieldsync.doctor.symptom.MissSymptoms;
import dev.fieldsync.doctor.symptom.ProcessSymptoms;
import dev.fieldsync.doctor.symptom.QueueSymptoms;
import dev.fieldsync.doctor.symptom.Symptoms;
import dev.fieldsync.doctor.symptom.UpdateSymptoms;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DoctorTest {

  /** Each as it looks when it is the only thing that is wrong, with what it brings about. */
  private static final Map<Bottleneck, Patient> ILL = new EnumMap<>(Bottleneck.class);

  static {
    ILL.put(
        Bottleneck.LONG_TRANSACTION,
        new Patient()
            .database(new DatabaseSymptoms(4, 3, 0, Patient.FORGOTTEN, Patient.FORGOTTEN, 30, 100))
            .process(process(7, 5, 2.5, 0.004, 0.01, 0.4)));
    ILL.put(
        Bottleneck.LOCK_CONTENTION,
        new Patient()
            .database(new DatabaseSymptoms(4, 3, 0, Patient.SHORT, Patient.SHORT, 30, 100))
            .updates(new UpdateSymptoms(12, 2.5, 1.5, "t1", 0.8, 0, "")));
    ILL.put(
        Bottleneck.SLOW_COMMIT,
        new Patient()
            .database(new DatabaseSymptoms(4, 0, 3.5, null, Patient.SHORT, 30, 100))
            .process(process(7, 3, 0.3, 0.12, 0.01, 0.4)));
    ILL.put(Bottleneck.POOL_STARVED, new Patient().process(process(7, 12, 0.18, 0.004, 0.01, 0.4)));
    ILL.put(
        Bottleneck.REBALANCES,
        new Patient().queue(new QueueSymptoms("update-worker", 1_200, 90, 200, 3, 0.7, 5, 6)));
    ILL.put(
        Bottleneck.HOT_KEY,
        new Patient()
            .updates(new UpdateSymptoms(400, 1, 2.1, "t1", 0.92, 0, ""))
            .queue(new QueueSymptoms("update-worker", 800, 40, 440, 3, 0.95, 6, 0)));
    ILL.put(
        Bottleneck.PARTITION_SKEW,
        new Patient().queue(new QueueSymptoms("update-worker", 800, 40, 440, 3, 0.95, 6, 0)));
    ILL.put(
        Bottleneck.RATE_LIMIT,
        new Patient()
            .campaigns(new CampaignSymptoms(4_000, 500, 2, 480, 0, 0, "", 0))
            .calls(new CallSymptoms("SendGrid", 2, 480, 0, 0, 0.3, 144, 2000, 2000, 500)));
    ILL.put(
        Bottleneck.TOO_FEW_IN_FLIGHT,
        new Patient()
            .campaigns(new CampaignSymptoms(4_800, 60, 20, 11, 0, 0, "", 0))
            .calls(new CallSymptoms("SendGrid", 20, 11.1, 0, 0, 1.8, 20, 20, 20_000, 500)));
    ILL.put(
        Bottleneck.SLOW_EXTERNAL_CALL,
        new Patient()
            .campaigns(new CampaignSymptoms(9_000, 4_000, 2, 190, 0, 0, "", 0))
            .calls(new CallSymptoms("SendGrid", 2, 190, 0, 0, 10.5, 2_000, 2_000, 2_000, 500)));
    ILL.put(
        Bottleneck.RETRY_STORM,
        new Patient()
            .campaigns(new CampaignSymptoms(50, 20, 2, 20, 60, 9, "503 from SendGrid", 0))
            .calls(new CallSymptoms("SendGrid", 2, 80, 0, 60, 0.1, 8, 2000, 2000, 500)));
    ILL.put(
        Bottleneck.DEAD_LETTER_FLOOD,
        new Patient().updates(new UpdateSymptoms(40, 1, 0.05, "t1", 0.1, 55, "not JSON")));
    ILL.put(Bottleneck.GARBAGE_COLLECTION, new Patient().process(process(2, 0, 0, 0.004, 0.4, 1)));
    ILL.put(Bottleneck.CPU_SATURATED, new Patient().process(process(2, 0, 0, 0.004, 0.01, 0.99)));
  }

  private static ProcessSymptoms process(
      double active, double pending, double acquire, double commit, double gc, double busy) {
    return new ProcessSymptoms(
        "update-worker", "u2", active, pending, 7, acquire, 20, commit, gc, 0.5, busy, 4);
  }

  @Test
  void aBusySystemIsHealthy() {
    assertThat(Doctor.examine(new Patient().symptoms())).isEmpty();
  }

  @Test
  void whatCannotBeSeenIsNoBottleneck() {
    Symptoms blind = new Symptoms(5, null, null, null, null, null, null, List.of(), List.of("all"));

    assertThat(Doctor.examine(blind)).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void namesTheOneThatIsThereAndNoOther(Bottleneck bottleneck) {
    List<Diagnosis> found = Doctor.examine(ILL.get(bottleneck).symptoms());

    assertThat(found).extracting(Diagnosis::bottleneck).containsExactly(bottleneck);
    assertThat(found.get(0).evidence()).isNotEmpty().noneMatch(String::isBlank);
    assertThat(found.get(0).arithmetic()).isNotBlank();
    assertThat(found.get(0).advice()).isNotBlank();
  }

  @Test
  void saysHowManyCallsWouldReachWhatTheProviderAllows() {
    Diagnosis found = Doctor.examine(ILL.get(Bottleneck.TOO_FEW_IN_FLIGHT).symptoms()).get(0);

    assertThat(found.arithmetic())
        .isEqualTo("20 calls in flight / 1.8 s = 11/s; 900 in flight would make 500/s");
    assertThat(found.advice()).contains("max-in-flight", "900", "45 for each of the 20");
  }

  @Test
  void whatAMeasuredMeanIsOffByIsWorthNoFurtherCall() {
    Patient patient =
        new Patient()
            .campaigns(new CampaignSymptoms(4_800, 60, 20, 11, 0, 0, "", 0))
            .calls(
                new CallSymptoms("SendGrid", 20, 11, 0, 0, 1.8000000000000003, 20, 20, 2_000, 500));

    Diagnosis found = Doctor.examine(patient.symptoms()).get(0);

    assertThat(found.arithmetic()).contains("900 in flight would make 500/s");
  }

  @Test
  void doesNotAskForMoreOpenCallsThanTheWorkersHaveConnections() {
    Patient patient =
        new Patient()
            .campaigns(new CampaignSymptoms(9_000, 40, 1, 2, 0, 0, "", 0))
            .calls(new CallSymptoms("SendGrid", 1, 2, 0, 0, 10, 20, 20, 1_000, 500));

    Diagnosis found = Doctor.examine(patient.symptoms()).get(0);

    assertThat(found.bottleneck()).isEqualTo(Bottleneck.TOO_FEW_IN_FLIGHT);
    assertThat(found.arithmetic()).contains("1000 in flight would make 100/s");
  }

  @Test
  void aProviderThatIsHardlyCalledAnyMoreSinceItFailsIsNamedToo() {
    Patient patient =
        new Patient()
            .campaigns(new CampaignSymptoms(4_678, 3, 1, 0.24, 0.36, 0, "503 from SendGrid", 0))
            .calls(new CallSymptoms("SendGrid", 1, 0.5, 0, 0.3, 0.05, 0, 1000, 1000, 500));

    List<Diagnosis> found = Doctor.examine(patient.symptoms());

    assertThat(found).hasSize(1);
    assertThat(found.get(0).bottleneck()).isEqualTo(Bottleneck.RETRY_STORM);
    assertThat(found.get(0).evidence()).anyMatch(each -> each.contains("circuit"));
  }

  @Test
  void updatesThatMeetAnotherWriterNeedOtherAdviceThanThoseThatTheDatabaseRefuses() {
    Patient patient = new Patient().updates(new UpdateSymptoms(40, 1.8, 0.3, "t1", 0.1, 0, ""));

    Diagnosis missed = Doctor.examine(patient.misses(new MissSymptoms(30, 1)).symptoms()).get(0);
    Diagnosis refused = Doctor.examine(patient.misses(new MissSymptoms(1, 30)).symptoms()).get(0);

    assertThat(missed.bottleneck()).isEqualTo(Bottleneck.RETRY_STORM);
    assertThat(missed.evidence()).anyMatch(each -> each.contains("30 attempts/s"));
    assertThat(missed.advice()).contains("Another writer");
    assertThat(refused.bottleneck()).isEqualTo(Bottleneck.RETRY_STORM);
    assertThat(refused.advice()).contains("The database");
  }

  @Test
  void twoIndependentBottlenecksAreBothNamed() {
    Patient patient =
        new Patient()
            .updates(new UpdateSymptoms(40, 1, 0.05, "t1", 0.1, 55, "not JSON"))
            .process(process(7, 12, 0.18, 0.004, 0.01, 0.4));

    assertThat(Doctor.examine(patient.symptoms()))
        .extracting(Diagnosis::bottleneck)
        .containsExactlyInAnyOrder(Bottleneck.POOL_STARVED, Bottleneck.DEAD_LETTER_FLOOD);
  }
}
