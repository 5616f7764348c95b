package dev.fieldsync.gateway.update;

import dev.fieldsync.shared.update.DecidedUpdates;
import dev.fieldsync.shared.update.TemplateEvent;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

/** Reads decided updates. Thread-safe. */
@Repository
class UpdateTable {

  private final JdbcTemplate jdbc;

  UpdateTable(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  Optional<TemplateEvent> find(UUID updateId) {
    return jdbc
        .query(
            DecidedUpdates.SELECT_BY_IDS,
            statement ->
                statement.setArray(
                    1, statement.getConnection().createArrayOf("uuid", new Object[] {updateId})),
            (row, number) -> DecidedUpdates.read(row))
        .stream()
        .findFirst();
  }
}
