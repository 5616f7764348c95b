package dev.fieldsync.updateworker.task;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.fieldsync.shared.kafka.RecordFormat;
import dev.fieldsync.shared.task.TaskOperation;
import dev.fieldsync.updateworker.WorkerHarness;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;

/** What a worker does with operations that cannot be decided, and with what is old. */
class TaskWorkerIT {

  private static WorkerHarness harness;
  private static ConfigurableApplicationContext worker;
  private static JdbcTemplate jdbc;

  private final TaskOutcomes outcomes = new TaskOutcomes(harness);
  private final String person = "Person " + UUID.randomUUID();
  private final TaskOperations phone = new TaskOperations(person, "phone");

  @BeforeAll
  static void start() {
    harness = new WorkerHarness();
    worker = harness.startWorker();
    jdbc = harness.jdbc();
  }

  @AfterEach
  void forgiveTheDatabase() {
    jdbc.execute("alter table fieldsync.task drop constraint if exists no_bad");
  }

  @AfterAll
  static void stop() {
    harness.close();
  }

  private void refuseBadTitles() {
    jdbc.execute("alter table fieldsync.task add constraint no_bad check (title <> 'bad')");
  }

  private int deadLettersNaming(UUID id) {
    return (int)
        harness.read(harness.topics().taskOperationsDeadLetters()).stream()
            .filter(record -> new String(record.value(), UTF_8).contains(id.toString()))
            .count();
  }

  @Test
  void oneOperationThatBreaksTheTransactionFailsAloneAndTheOthersOfItsPollAreDecided() {
    refuseBadTitles();
    UUID good = UUID.randomUUID();
    UUID bad = UUID.randomUUID();
    TaskOperation breaks = phone.create(bad, "bad");
    List<TaskOperation> operations =
        List.of(phone.create(good, "Good"), breaks, phone.update(good, "Better"));
    harness.sendTasks(operations);
    outcomes.await(operations);

    assertThat(operations)
        .extracting(outcomes::status)
        .containsExactly("applied", "failed", "applied");
    assertThat(outcomes.title(good)).isEqualTo("Better");
    assertThat(deadLettersNaming(breaks.operationId())).isEqualTo(1);

    TaskOperation later = phone.update(bad, "Not bad at all");
    harness.sendTasks(List.of(later));
    outcomes.await(List.of(later));
    assertThat(outcomes.title(bad)).isEqualTo("Not bad at all");
  }

  @Test
  void whatFailedIsDecidedAnewWhenItIsSentAgain() {
    refuseBadTitles();
    UUID task = UUID.randomUUID();
    TaskOperation operation = phone.create(task, "bad");
    harness.sendTasks(List.of(operation));
    outcomes.await(List.of(operation));
    assertThat(outcomes.status(operation)).isEqualTo("failed");

    forgiveTheDatabase();
    TaskOperation marker = phone.create(UUID.randomUUID(), "marker");
    harness.sendTasks(List.of(operation, operation, marker));

    outcomes.await(List.of(marker));
    await().until(() -> outcomes.status(operation).equals("applied"));
    assertThat(outcomes.title(task)).isEqualTo("bad");
  }

  @Test
  void whatCannotBeReadIsPutAsideAndWhatFollowsIsDecided() {
    UUID task = UUID.randomUUID();
    TaskOperation operation = phone.create(task, "After all of it");
    TaskOperation moved = phone.create(UUID.randomUUID(), "Under another's key");
    TaskOperation odd = new TaskOperations("a\0b", "phone").create(task, "Nobody's");
    String current = new String(RecordFormat.write(operation), UTF_8);
    String key = task.toString();
    harness.sendRawTask(key, "{".getBytes(UTF_8));
    harness.sendRawTask(
        key, current.replaceFirst("\"schemaVersion\":1", "\"schemaVersion\":99").getBytes(UTF_8));
    harness.sendRawTask(key, RecordFormat.write(moved));
    harness.sendRawTask(key, RecordFormat.write(odd));
    harness.sendTasks(List.of(operation));

    outcomes.await(List.of(operation));

    assertThat(outcomes.title(task)).isEqualTo("After all of it");
    assertThat(outcomes.status(moved)).isNull();
    assertThat(
            harness.read(harness.topics().taskOperationsDeadLetters()).stream()
                .filter(record -> key.equals(record.key())))
        .hasSize(4);
  }

  @Test
  void aFailureOfTheDatabaseFailsNoOperation() {
    UUID task = UUID.randomUUID();
    TaskOperation operation = phone.create(task, "Patient");
    jdbc.execute("create sequence fieldsync.times_busy");
    jdbc.execute(
        """
        create function fieldsync.busy() returns trigger language plpgsql as
        $$ begin
             perform nextval('fieldsync.times_busy');
             raise exception 'busy' using errcode = '53300';
           end $$
        """);
    jdbc.execute(
        """
        create trigger busy before insert on fieldsync.task
           for each row execute function fieldsync.busy()
        """);
    harness.sendTasks(List.of(operation));
    await()
        .atMost(Duration.ofSeconds(60))
        .until(
            () ->
                jdbc.queryForObject("select last_value from fieldsync.times_busy", Long.class)
                    >= 2);
    assertThat(outcomes.status(operation)).isNull();

    jdbc.execute("drop trigger busy on fieldsync.task");

    outcomes.await(List.of(operation));
    assertThat(outcomes.status(operation)).isEqualTo("applied");
    assertThat(deadLettersNaming(operation.operationId())).isZero();
  }

  @Test
  void tombstonesAndOutcomesBehindTheHorizonGoAndHowFarIsKept() {
    UUID kept = UUID.randomUUID();
    List<TaskOperation> old = new ArrayList<>();
    old.add(phone.create(kept, "Kept"));
    for (int i = 0; i < 3; i++) {
      UUID gone = UUID.randomUUID();
      old.add(phone.create(gone, "Gone"));
      old.add(phone.delete(gone));
    }
    harness.sendTasks(old);
    outcomes.await(old);
    jdbc.update(
        "update fieldsync.task set changed_at = now() - interval '181 days' where owner = ?",
        person);
    jdbc.update(
        "update fieldsync.task_operation set decided_at = now() - interval '181 days' where owner = ?",
        person);
    UUID recent = UUID.randomUUID();
    List<TaskOperation> young = List.of(phone.create(recent, "Recent"), phone.delete(recent));
    harness.sendTasks(young);
    outcomes.await(young);
    long lastGone =
        jdbc.queryForObject(
            "select max(version) from fieldsync.task where owner = ? and is_deleted and id <> ?",
            Long.class,
            person,
            recent);

    long removed = worker.getBean(TaskRetention.class).runOnce(Duration.ofDays(180));

    assertThat(removed).isEqualTo(3 + old.size());
    assertThat(
            jdbc.queryForList("select id from fieldsync.task where owner = ?", UUID.class, person))
        .containsExactlyInAnyOrder(kept, recent);
    assertThat(
            jdbc.queryForObject(
                "select horizon from fieldsync.task_scope where owner = ?", Long.class, person))
        .isEqualTo(lastGone);
    assertThat(old).allMatch(each -> outcomes.status(each) == null);
    assertThat(young).allMatch(each -> outcomes.status(each).equals("applied"));
    assertThat(worker.getBean(TaskRetention.class).runOnce(Duration.ofDays(180))).isZero();
  }
}
