package dev.fieldsync.gateway.task;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.fieldsync.shared.task.TaskOwner;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Knows a person's devices by what they have sent. Thread-safe. */
@Repository
class DeviceTable {

  private static final String SELECT =
      """
      select device,
             count(*) as operations,
             count(*) filter (where conflict) as conflicts,
             count(*) filter (where status in ('rejected', 'failed')) as refused,
             max(decided_at) as last_sent_at
        from fieldsync.task_operation
       where organization_id = :organization
         and owner = :person
       group by device
       order by last_sent_at desc
       limit :limit
      """;

  private final JdbcClient jdbc;

  DeviceTable(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * A device.
   *
   * @param device its name, {@code null} for what came without one, such as calls of single tasks
   * @param operations how many of it were decided and are still kept
   * @param conflicts those of them that met another device's change
   * @param refused those of them that could not be applied
   * @param lastSentAt when the latest of them was decided (database clock)
   */
  record Device(
      @Nullable String device,
      long operations,
      long conflicts,
      long refused,
      @JsonProperty("last_sent_at") OffsetDateTime lastSentAt) {}

  /** Returns the devices that sent something, the latest first. */
  List<Device> of(TaskOwner owner, int limit) {
    return jdbc.sql(SELECT)
        .param("organization", owner.organizationId())
        .param("person", owner.person())
        .param("limit", limit)
        .query(
            (row, number) ->
                new Device(
                    row.getString("device"),
                    row.getLong("operations"),
                    row.getLong("conflicts"),
                    row.getLong("refused"),
                    row.getObject("last_sent_at", OffsetDateTime.class)))
        .list();
  }
}
