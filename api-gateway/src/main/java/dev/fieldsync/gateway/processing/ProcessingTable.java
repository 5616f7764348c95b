package dev.fieldsync.gateway.processing;

import dev.fieldsync.gateway.processing.ProcessingState.Counts;
import dev.fieldsync.gateway.processing.ProcessingState.Failure;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Looks into {@code fieldsync.field_processing}, never far. Thread-safe. */
@Repository
class ProcessingTable {

  /** A claim that has run out is as good as none. */
  private static final String COUNT =
      """
      with counted as (
             select due_at, failed_at is not null as is_failed,
                    coalesce(claimed_until > now(), false) as is_running
               from fieldsync.field_processing
              %s
              limit 100000),
           waiting as (
             select due_at from counted where not is_failed and not is_running)
      select (select count(*) from waiting) as waiting,
             (select count(*) from waiting where due_at <= now()) as due,
             (select count(*) from counted where is_running and not is_failed) as running,
             (select count(*) from counted where is_failed) as failed,
             (select (extract(epoch from now() - min(due_at)) * 1000)::bigint
                from waiting where due_at <= now()) as oldest_due_ms
      """;

  private static final String COUNT_ALL = COUNT.formatted("where failed_at is null");

  private static final String COUNT_OF_ORGANIZATION =
      COUNT.formatted("where organization_id = :organizationId");

  private static final String SELECT_FAILURES =
      """
      select template_id, last_failure, failures, failed_at
        from fieldsync.field_processing
       where organization_id = :organizationId and failed_at is not null
       order by failed_at desc, template_id
       limit 20
      """;

  private final JdbcClient jdbc;

  ProcessingTable(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Counts an organization's templates. */
  Counts count(String organizationId) {
    return jdbc.sql(COUNT_OF_ORGANIZATION)
        .param("organizationId", organizationId)
        .query(ProcessingTable::counts)
        .single();
  }

  /** Counts those of all organizations but for the failed ones. */
  Counts countAll() {
    return jdbc.sql(COUNT_ALL).query(ProcessingTable::counts).single();
  }

  /** Returns the newest of an organization's templates that are out of attempts. */
  List<Failure> failures(String organizationId) {
    return jdbc.sql(SELECT_FAILURES)
        .param("organizationId", organizationId)
        .query(
            (row, number) ->
                new Failure(
                    row.getObject("template_id", UUID.class),
                    row.getString("last_failure"),
                    row.getInt("failures"),
                    row.getObject("failed_at", OffsetDateTime.class).toInstant()))
        .list();
  }

  private static Counts counts(ResultSet row, int number) throws SQLException {
    return new Counts(
        row.getLong("waiting"),
        row.getLong("due"),
        row.getLong("running"),
        row.getLong("failed"),
        row.getObject("oldest_due_ms", Long.class));
  }
}
