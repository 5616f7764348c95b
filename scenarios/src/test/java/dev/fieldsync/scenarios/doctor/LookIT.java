package dev.fieldsync.scenarios.doctor;

import static dev.fieldsync.scenarios.doctor.ToldVitals.gauge;
import static dev.fieldsync.scenarios.doctor.ToldVitals.timer;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fieldsync.doctor.diagnosis.Bottleneck;
import dev.fieldsync.doctor.observe.Examination;
import dev.fieldsync.scenarios.audit.AuditedSystem;
import dev.fieldsync.scenarios.system.Connections;
import dev.fieldsync.shared.vitals.Vitals;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the doctor sees on real servers; {@code IllnessIT} makes whole systems ill. */
class LookIT {

  private static final Duration LOOK = Duration.ofSeconds(3);
  private static final Map<String, String> MAIL =
      Map.of("provider", "SendGrid", "outcome", "accepted");
  private static final Map<String, String> PROVIDER = Map.of("provider", "SendGrid");

  private static AuditedSystem system;

  @BeforeAll
  static void create() throws Exception {
    system = AuditedSystem.create();
  }

  @AfterAll
  static void close() throws Exception {
    system.close();
  }

  @Test
  void aSystemThatTellsNothingIsHealthyAsFarAsCanBeSeenAndThatIsSaid() {
    Examination found = Look.at(system.servers(), LOOK);

    assertThat(found.diagnoses()).isEmpty();
    assertThat(found.symptoms().unseen()).anyMatch(each -> each.contains("service-vitals"));
    assertThat(found.symptoms().database()).isNotNull();
  }

  @Test
  void sessionsThatWaitForEachOtherAreSeenWithWhoMakesThemWait() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    try (Connection holder = system.servers().database();
        Connection waiter = system.servers().database()) {
      holder.setAutoCommit(false);
      lock(holder);
      Thread waiting =
          new Thread(
              () -> {
                begun.countDown();
                assertLocked(waiter);
              });
      waiting.start();
      begun.await();

      Examination found = Look.at(system.servers(), LOOK);
      holder.rollback();
      waiting.join();

      assertThat(new Verdict(found).isOnly(Bottleneck.LOCK_CONTENTION)).isTrue();
      assertThat(found.diagnoses().get(0).evidence()).anyMatch(each -> each.contains("held by"));
    }
  }

  private static void lock(Connection connection) throws Exception {
    try (Statement statement = connection.createStatement()) {
      statement.execute("select pg_advisory_xact_lock(1)");
    }
  }

  private static void assertLocked(Connection connection) {
    try {
      lock(connection);
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void threadsThatWaitForConnectionsAreSeen() {
    try (ToldVitals told = new ToldVitals(system.servers(), LookIT::starved)) {
      assertThat(new Verdict(look(told)).isOnly(Bottleneck.POOL_STARVED)).isTrue();
    }
  }

  private static List<Vitals.Reading> starved(double seconds) {
    List<Vitals.Reading> numbers = new ArrayList<>();
    numbers.add(gauge("hikaricp.connections.active", 8));
    numbers.add(gauge("hikaricp.connections.pending", 40));
    numbers.add(gauge("hikaricp.connections.max", 8));
    numbers.addAll(timer("hikaricp.connections.acquire", Map.of(), 20 * seconds, 0.4));
    return numbers;
  }

  @Test
  void workersThatCouldHaveMoreCallsOpenAreSeen() throws Exception {
    makeReadyJobs();
    try (ToldVitals told = new ToldVitals(system.servers(), LookIT::twentyCalls)) {
      Examination found = look(told);

      assertThat(new Verdict(found).isOnly(Bottleneck.TOO_FEW_IN_FLIGHT)).isTrue();
      assertThat(found.diagnoses().get(0).arithmetic())
          .isEqualTo("20 calls in flight / 1.8 s = 11/s; 900 in flight would make 500/s");
    } finally {
      system.execute("truncate fieldsync.campaign, fieldsync.campaign_count_change");
    }
  }

  private static List<Vitals.Reading> twentyCalls(double seconds) {
    List<Vitals.Reading> numbers = new ArrayList<>();
    numbers.addAll(timer("fieldsync.provider.calls", MAIL, 11 * seconds, 1.8));
    numbers.add(new Vitals.Reading("fieldsync.provider.in.flight", "value", PROVIDER, 20));
    numbers.add(new Vitals.Reading("fieldsync.provider.max.in.flight", "value", PROVIDER, 1000));
    numbers.add(new Vitals.Reading("fieldsync.provider.max.per.second", "value", PROVIDER, 500));
    numbers.add(gauge("fieldsync.campaign.jobs.max.in.flight", 20));
    return numbers;
  }

  private static void makeReadyJobs() throws Exception {
    system.execute(
        """
        insert into fieldsync.campaign
               (id, organization_id, name, status, starts_at, workflow, content, created_by, status_by)
        values ('00000000-0000-0000-0000-000000000001', 'demo', 'n', 'running', now(), '{}', '{}',
                'a', 'a');
        insert into fieldsync.campaign_count_change (campaign_id, step, state, jobs)
        values ('00000000-0000-0000-0000-000000000001', 'send_email', 'ready', 5000)
        """);
  }

  @Test
  void serversThatDoNotAnswerAreNoBottleneckAndAreNamed() {
    Connections nowhere =
        new Connections("jdbc:postgresql://127.0.0.1:1/none", "u", "", "127.0.0.1:1", "");

    Examination found = Look.at(nowhere, Duration.ofSeconds(1));

    assertThat(found.diagnoses()).isEmpty();
    assertThat(found.symptoms().unseen())
        .anyMatch(each -> each.startsWith("the database"))
        .anyMatch(each -> each.startsWith("the queues"));
  }

  private static Examination look(ToldVitals told) {
    assertThat(told).isNotNull();
    return Look.at(system.servers(), LOOK);
  }
}
