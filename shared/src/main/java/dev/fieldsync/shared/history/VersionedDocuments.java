package dev.fieldsync.shared.history;

import dev.fieldsync.shared.json.Json;
import dev.fieldsync.shared.template.TemplateVersion;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Finds templates as of a version: from the nearest whole document at or before it, with the
 * patches since. Both are reached by index, however long the history is.
 */
public final class VersionedDocuments {

  /** Of versions that have the same nearest whole document, the way to the last one serves all. */
  private static final String SELECT_CHAINS =
      """
      with wanted as (
             select template_id, revision
               from unnest(?::uuid[], ?::bigint[]) as w (template_id, revision)),
           chain as (
             select wanted.template_id, nearest.start, max(wanted.revision) as finish
               from wanted
              cross join lateral (
                    select max(b.revision) as start
                      from fieldsync.template_update b
                     where b.template_id = wanted.template_id
                       and b.base is not null
                       and b.revision <= wanted.revision) nearest
              where nearest.start is not null
              group by wanted.template_id, nearest.start)
      select u.template_id, u.organization_id, u.version, u.patch_format, u.patch::text,
             u.base::text, u.decided_at, u.last_user_update
        from chain
        join fieldsync.template_update u
          on u.template_id = chain.template_id
         and u.revision between chain.start and chain.finish
       order by u.template_id, u.revision
      """;

  /** Versions that others wrote and that one of ours followed: the newest of that name. */
  private static final String SELECT_FOREIGN =
      """
      select distinct on (u.template_id, u.previous_version)
             u.template_id, u.organization_id, u.previous_version, u.base::text,
             u.base_updated_at, u.base_last_user_update
        from unnest(?::uuid[], ?::text[]) as wanted (template_id, version)
        join fieldsync.template_update u
          on u.template_id = wanted.template_id
         and u.previous_version = wanted.version
         and u.base is not null
       order by u.template_id, u.previous_version, u.revision desc
      """;

  private VersionedDocuments() {}

  /** Returns those of the versions that the history reaches. */
  public static Map<VersionKey, HistoricTemplate> find(
      Connection connection, Set<VersionKey> wanted) throws SQLException {
    Map<VersionKey, HistoricTemplate> found = new HashMap<>();
    List<VersionKey> ours = new ArrayList<>();
    for (VersionKey key : wanted) {
      if (number(key).isPresent()) {
        ours.add(key);
      }
    }
    if (!ours.isEmpty()) {
      replay(connection, ours, found);
    }
    List<VersionKey> others = wanted.stream().filter(key -> !found.containsKey(key)).toList();
    if (!others.isEmpty()) {
      foreign(connection, others, found);
    }
    found.keySet().retainAll(wanted);
    return found;
  }

  private static Optional<Long> number(VersionKey key) {
    return TemplateVersion.parse(key.version()).map(TemplateVersion::number);
  }

  private static void replay(
      Connection connection, List<VersionKey> wanted, Map<VersionKey, HistoricTemplate> found)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(SELECT_CHAINS)) {
      statement.setArray(1, connection.createArrayOf("uuid", ids(wanted)));
      statement.setArray(
          2,
          connection.createArrayOf(
              "bigint", wanted.stream().map(key -> number(key).orElseThrow()).toArray()));
      Set<VersionKey> keys = Set.copyOf(wanted);
      try (ResultSet row = statement.executeQuery()) {
        JsonNode document = JsonNodeFactory.instance.objectNode();
        while (row.next()) {
          String base = row.getString("base");
          document =
              PatchFormat.of(row.getString("patch_format"))
                  .apply(
                      base == null ? document : Json.parse(base),
                      Json.parse(row.getString("patch")));
          VersionKey key =
              new VersionKey(row.getObject("template_id", UUID.class), row.getString("version"));
          if (keys.contains(key)) {
            found.put(
                key,
                new HistoricTemplate(
                    key.templateId(),
                    row.getString("organization_id"),
                    key.version(),
                    (ObjectNode) document,
                    row.getObject("decided_at", OffsetDateTime.class),
                    row.getObject("last_user_update", OffsetDateTime.class)));
          }
        }
      }
    }
  }

  private static void foreign(
      Connection connection, List<VersionKey> wanted, Map<VersionKey, HistoricTemplate> found)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(SELECT_FOREIGN)) {
      statement.setArray(1, connection.createArrayOf("uuid", ids(wanted)));
      statement.setArray(
          2, connection.createArrayOf("text", wanted.stream().map(VersionKey::version).toArray()));
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          VersionKey key =
              new VersionKey(
                  row.getObject("template_id", UUID.class), row.getString("previous_version"));
          found.put(
              key,
              new HistoricTemplate(
                  key.templateId(),
                  row.getString("organization_id"),
                  key.version(),
                  (ObjectNode) Json.parse(row.getString("base")),
                  row.getObject("base_updated_at", OffsetDateTime.class),
                  row.getObject("base_last_user_update", OffsetDateTime.class)));
        }
      }
    }
  }

  private static Object[] ids(Collection<VersionKey> keys) {
    return keys.stream().map(VersionKey::templateId).toArray();
  }
}
