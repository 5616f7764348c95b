package dev.fieldsync.updateworker.task;

import dev.fieldsync.shared.task.TaskOperation;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Decides operations in one transaction: lock the owners, load what is known, fold, write. Who
 * writes an owner's tasks holds the owner's lock, so nothing can change in between, and versions
 * become visible in their order. Thread-safe.
 */
@Component
class TaskTransaction {

  private static final Logger log = LoggerFactory.getLogger(TaskTransaction.class);

  private final TransactionTemplate transaction;
  private final TaskScopes scopes;
  private final TaskRows tasks;
  private final OperationRows operations;

  TaskTransaction(
      TransactionTemplate transaction,
      TaskScopes scopes,
      TaskRows tasks,
      OperationRows operations) {
    this.transaction = transaction;
    this.scopes = scopes;
    this.tasks = tasks;
    this.operations = operations;
  }

  /**
   * Decides operations in the given order.
   *
   * @throws RuntimeException when the database refuses; nothing was written then
   */
  void decide(List<TaskOperation> received) {
    List<Decision> decided = transaction.execute(status -> decideLocked(received));
    decided.stream().filter(each -> each.conflictWith() != null).forEach(TaskTransaction::logIt);
  }

  /** Records that an operation cannot be stored; its content is left out, it may be the reason. */
  void recordFailure(TaskOperation operation) {
    transaction.executeWithoutResult(
        status -> {
          scopes.lock(List.of(operation.owner()));
          operations.write(List.of(Decision.failed(operation)));
        });
  }

  private List<Decision> decideLocked(List<TaskOperation> received) {
    Versions versions =
        scopes.lock(
            List.copyOf(
                received.stream()
                    .map(TaskOperation::owner)
                    .collect(Collectors.toCollection(TreeSet::new))));
    KnownOperations known = operations.known(received);
    TaskFold fold = new TaskFold(tasks.load(received), known, versions);
    received.forEach(fold::add);
    tasks.add(fold.made());
    tasks.write(fold.changed());
    Map<Boolean, List<Decision>> plain =
        fold.decisions().stream().collect(Collectors.partitioningBy(each -> isPlain(each, known)));
    operations.add(plain.getOrDefault(true, List.of()));
    operations.write(plain.getOrDefault(false, List.of()));
    scopes.write(versions);
    return fold.decisions();
  }

  private static boolean isPlain(Decision decision, KnownOperations known) {
    return decision.conflictWith() == null
        && !known.failed().contains(KnownOperations.Key.of(decision.operation()));
  }

  private static void logIt(Decision decision) {
    log.atInfo()
        .addKeyValue("operationId", decision.operation().operationId())
        .addKeyValue("taskId", decision.operation().taskId())
        .addKeyValue("device", decision.operation().device())
        .addKeyValue("winner", decision.status() == Decision.Status.APPLIED ? "incoming" : "stored")
        .log("Two sides changed a task without knowing of each other; both are in the conflicts");
  }
}
