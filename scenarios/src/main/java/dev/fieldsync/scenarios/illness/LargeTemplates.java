package dev.fieldsync.scenarios.illness;

import dev.fieldsync.scenarios.process.ScenarioFailure;
import dev.fieldsync.scenarios.system.Connections;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Templates that the existing product has left in its table, of about 100 kB each. */
final class LargeTemplates {

  private static final int FIELDS = 1_000;

  private static final String INSERT =
      """
      insert into public.template_library
             (id, name, sections, field_definitions, version, updated_at, organization_id)
      select gen_random_uuid(), 'Large ' || number, '[]', large.fields, '1.0.0', now(), 'demo'
        from generate_series(1, ?) as number,
             (select jsonb_object_agg('f' || i, jsonb_build_object(
                       'id', 'f' || i, 'type', 'text', 'required', false,
                       'label', 'What was found at place ' || i)) as fields
                from generate_series(1, ?) as i) as large
      returning id
      """;

  private LargeTemplates() {}

  /** Adds so many and returns their ids. */
  static List<String> add(Connections servers, int number) {
    try (Connection connection = servers.database();
        PreparedStatement insert = connection.prepareStatement(INSERT)) {
      insert.setInt(1, number);
      insert.setInt(2, FIELDS);
      List<String> ids = new ArrayList<>();
      try (ResultSet rows = insert.executeQuery()) {
        while (rows.next()) {
          ids.add(rows.getString(1));
        }
      }
      return ids;
    } catch (SQLException e) {
      throw new ScenarioFailure("PostgreSQL does not take them: " + e.getMessage(), e);
    }
  }
}
