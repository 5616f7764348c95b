package dev.fieldsync.updateworker.task;

import dev.fieldsync.shared.task.TaskOperation;
import dev.fieldsync.updateworker.UpdateWorkerApplication;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** A worker that dies as by SIGKILL in the midst of its first poll of operations. */
public final class HaltingTaskWorker {

  static final int KILLED = 137;

  private HaltingTaskWorker() {}

  public static void main(String[] args) {
    Class<?> where =
        args[0].equals("--where=in-transaction") ? InTransaction.class : AfterCommit.class;
    UpdateWorkerApplication.builder().sources(where).run(args);
  }

  /** The tasks are written, their outcomes are not. No configuration that a scan would find. */
  static class InTransaction {

    @Bean
    @Primary
    OperationRows haltingRows(JdbcTemplate jdbc) {
      return new OperationRows(jdbc) {
        @Override
        void write(List<Decision> decisions) {
          Runtime.getRuntime().halt(KILLED);
        }
      };
    }
  }

  /** All is committed, the offsets are not. */
  static class AfterCommit {

    @Bean
    @Primary
    TaskTransaction haltingTransaction(
        TransactionTemplate transaction,
        TaskScopes scopes,
        TaskRows tasks,
        OperationRows operations) {
      return new TaskTransaction(transaction, scopes, tasks, operations) {
        @Override
        void decide(List<TaskOperation> received) {
          super.decide(received);
          Runtime.getRuntime().halt(KILLED);
        }
      };
    }
  }
}
