package dev.fieldsync.taskagent.queue;

import dev.fieldsync.taskagent.problem.ProblemException;
import java.util.List;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What the server would not take, and how to send it again or give it up. */
@RestController
@RequestMapping("/api/sync/dead-letters")
class DeadLettersController {

  private static final int MAX_SHOWN = 1_000;

  private final DeadLetterTable letters;
  private final ReplayDeadLetters replay;
  private final TransactionTemplate transaction;
  private final ApplicationEventPublisher events;

  DeadLettersController(
      DeadLetterTable letters,
      ReplayDeadLetters replay,
      TransactionTemplate transaction,
      ApplicationEventPublisher events) {
    this.letters = letters;
    this.replay = replay;
    this.transaction = transaction;
    this.events = events;
  }

  record Page(List<DeadLetter> items) {}

  record Replayed(int replayed) {}

  @GetMapping
  Page all() {
    return new Page(letters.oldest(MAX_SHOWN));
  }

  /** All of them; whatever the server then refuses again comes back here. */
  @PostMapping("/replay")
  Replayed replayAll() {
    Integer replayed = transaction.execute(status -> replay.all());
    events.publishEvent(new OperationsReplayed());
    return new Replayed(replayed == null ? 0 : replayed);
  }

  @PostMapping("/{id}/replay")
  Replayed replayOne(@PathVariable String id) {
    if (!Boolean.TRUE.equals(transaction.execute(status -> replay.one(id)))) {
      throw notFound();
    }
    events.publishEvent(new OperationsReplayed());
    return new Replayed(1);
  }

  /** What the task was made into here is given up with it: it becomes what the server has. */
  @DeleteMapping("/{id}")
  ResponseEntity<Void> drop(@PathVariable String id) {
    transaction.executeWithoutResult(
        status -> {
          String taskId = letters.drop(id).orElseThrow(DeadLettersController::notFound);
          events.publishEvent(new DeadLetterDropped(taskId));
        });
    return ResponseEntity.noContent().build();
  }

  private static ProblemException notFound() {
    return ProblemException.of(
        HttpStatus.NOT_FOUND,
        "DeadLetterNotFound",
        "There is no dead letter with this id. GET /api/sync/dead-letters lists them.");
  }
}
