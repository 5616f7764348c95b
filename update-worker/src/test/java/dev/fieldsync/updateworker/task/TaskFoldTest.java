package dev.fieldsync.updateworker.task;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fieldsync.shared.task.TaskAction;
import dev.fieldsync.shared.task.TaskOperation;
import dev.fieldsync.updateworker.task.Decision.Status;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class TaskFoldTest {

  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

  private final UUID task = UUID.randomUUID();
  private final TaskOperations phone = new TaskOperations("p", "phone");
  private final TaskOperations tablet = new TaskOperations("p", "tablet");

  private static List<Decision> fold(TaskOperation... operations) {
    TaskFold fold =
        new TaskFold(Map.of(), new KnownOperations(Map.of(), Set.of()), new Versions(Map.of()));
    List.of(operations).forEach(fold::add);
    return fold.decisions();
  }

  private static String standing(List<Decision> decisions) {
    StoredTask task = decisions.get(decisions.size() - 1).task();
    assertThat(task).isNotNull();
    return task.isDeleted() ? "deleted" : task.content().title();
  }

  @Test
  void aDeviceThatChangesItsOwnWriteComesAfterItThoughAWildClockWasBoundedToTheSameTime() {
    Instant wild = NOON.plusSeconds(3_600);

    List<Decision> decisions =
        fold(
            phone.at(wild, NOON, TaskAction.DELETE, task, "gone", null),
            phone.at(wild.plusMillis(1), NOON, TaskAction.CREATE, task, "made anew", null));

    assertThat(standing(decisions)).isEqualTo("made anew");
    assertThat(decisions).allMatch(each -> each.conflictWith() == null);
  }

  @Test
  void aDeviceWhoseSecondChangeWasBoundedByAGatewayThatIsBehindKeepsItsOrder() {
    List<Decision> decisions =
        fold(
            phone.at(NOON.plusSeconds(90), NOON, TaskAction.CREATE, task, "one", null),
            phone.at(
                NOON.plusSeconds(91), NOON.minusSeconds(2), TaskAction.UPDATE, task, "two", null));

    assertThat(standing(decisions)).isEqualTo("two");
  }

  @Test
  void anOlderWriteOfTheSameDeviceThatIsReplayedDoesNotComeBack() {
    TaskOperation older = phone.at(NOON, TaskAction.UPDATE, task, "older", null);
    TaskOperation newer = phone.at(NOON.plusSeconds(1), TaskAction.UPDATE, task, "newer", null);

    List<Decision> decisions = fold(newer, older);

    assertThat(standing(decisions)).isEqualTo("newer");
    assertThat(decisions.get(1).status()).isEqualTo(Status.SUPERSEDED);
    assertThat(decisions.get(1).conflictWith()).isNull();
  }

  @Test
  void whoSawTheTaskComesAfterItWithAnyClockAndWhoDidNotCompetesByTime() {
    TaskOperation made = phone.at(NOON, TaskAction.CREATE, task, "made", null);
    TaskOperation seeing =
        tablet.at(NOON.minusSeconds(3_600), TaskAction.UPDATE, task, "saw it", 1L);
    TaskOperation blind =
        tablet.at(NOON.minusSeconds(3_600), TaskAction.UPDATE, task, "blind", null);

    assertThat(standing(fold(made, seeing))).isEqualTo("saw it");
    List<Decision> decisions = fold(made, blind);
    assertThat(standing(decisions)).isEqualTo("made");
    assertThat(decisions.get(1).conflictWith()).isNotNull();
  }

  @Test
  void aPartOfATaskThatItsSenderHadSeenAndThatIsGoneIsRefused() {
    List<Decision> gone = fold(phone.at(NOON, TaskAction.UPDATE, task, "renamed", 7L));
    List<Decision> neverSeen = fold(phone.at(NOON, TaskAction.UPDATE, task, "made so", null));

    assertThat(gone.get(0).status()).isEqualTo(Status.REJECTED);
    assertThat(gone.get(0).problem()).contains("no task");
    assertThat(standing(neverSeen)).isEqualTo("made so");
  }

  @Test
  void anOperationThatComesTwiceInAPollIsDecidedOnce() {
    TaskOperation made = phone.create(task, "made");

    assertThat(fold(made, made)).hasSize(1);
  }
}
