package dev.fieldsync.gateway.update;

import dev.fieldsync.shared.update.DecidedUpdates;
import dev.fieldsync.shared.update.TemplateEvent;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
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
    return Optional.ofNullable(find(List.of(updateId)).get(updateId));
  }

  /** Returns those that are decided, by id. */
  Map<UUID, TemplateEvent> find(Collection<UUID> updateIds) {
    return jdbc
        .query(
            DecidedUpdates.SELECT_BY_IDS,
            statement ->
                statement.setArray(
                    1, statement.getConnection().createArrayOf("uuid", updateIds.toArray())),
            (row, number) -> DecidedUpdates.read(row))
        .stream()
        .collect(Collectors.toMap(TemplateEvent::updateId, Function.identity()));
  }
}
