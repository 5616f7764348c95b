package dev.fieldsync.updateworker.template;

import static dev.fieldsync.updateworker.WorkerHarness.ORGANIZATION;
import static dev.fieldsync.updateworker.WorkerHarness.merge;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fieldsync.shared.update.TemplateEvent;
import dev.fieldsync.shared.update.UpdateStatus;
import dev.fieldsync.updateworker.WorkerHarness;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;

/** Promise: the table of the existing product is never altered, and its rows work as they are. */
class LegacyTableIT {

  /** Not how we would create it: other nullability, a further column, an index, a default. */
  private static final String LEGACY_TABLE =
      """
      create table public.template_library (
        id uuid primary key,
        name text not null,
        sections jsonb,
        field_definitions jsonb,
        inspection_variants jsonb,
        version text default '1.0.0',
        updated_at timestamptz default now(),
        last_user_update timestamptz,
        organization_id text not null,
        created_by text)
      """;

  private static final String COLUMNS =
      """
      select column_name, data_type, is_nullable, column_default
        from information_schema.columns
       where table_schema = 'public' and table_name = 'template_library' order by ordinal_position
      """;

  private static final String CONSTRAINTS_AND_INDEXES =
      """
      select conname as name, pg_get_constraintdef(oid) as def
        from pg_constraint where conrelid = 'public.template_library'::regclass
      union all
      select indexname, indexdef from pg_indexes where tablename = 'template_library'
      order by 1
      """;

  private final WorkerHarness harness = new WorkerHarness();
  private final UUID templateId = UUID.randomUUID();

  @BeforeEach
  void theExistingProductHasItsTableAndARow() {
    JdbcTemplate jdbc = harness.jdbc();
    jdbc.execute(LEGACY_TABLE);
    jdbc.update(
        """
        insert into template_library (id, name, sections, field_definitions, organization_id, created_by)
        values (?, 'Old', '[{"id":"s1","title":"One","fields":["f1"],"order":1,"colour":"red"}]',
                '{"f1":{"id":"f1","type":"text","label":"L","required":false}}', ?, 'migration')
        """,
        templateId,
        ORGANIZATION);
  }

  @Test
  void aLegacyRowIsUpdatedAndTheTableStaysAsItWas() {
    try (harness) {
      List<Map<String, Object>> columns = harness.jdbc().queryForList(COLUMNS);
      List<Map<String, Object>> rules = harness.jdbc().queryForList(CONSTRAINTS_AND_INDEXES);
      harness.startWorker();

      TemplateEvent event = harness.decide(merge(templateId, "{\"name\":\"New\"}"));

      assertThat(event.status()).isEqualTo(UpdateStatus.APPLIED);
      assertThat(event.previousVersion()).isEqualTo("1.0.0");
      assertThat(event.version()).matches("1-[0-9a-f]{8}");
      assertThat(harness.text(templateId, "name")).isEqualTo("New");
      assertThat(harness.text(templateId, "created_by")).isEqualTo("migration");
      assertThat(harness.column(templateId, "sections").get(0).get("colour").stringValue())
          .isEqualTo("red");
      assertThat(harness.jdbc().queryForList(COLUMNS)).isEqualTo(columns);
      assertThat(harness.jdbc().queryForList(CONSTRAINTS_AND_INDEXES)).isEqualTo(rules);
    }
  }

  @Test
  void aWriteOfTheExistingProductBetweenTwoUpdatesIsKept() {
    try (harness) {
      harness.startWorker();
      harness.decide(merge(templateId, "{\"name\":\"Ours\"}"));
      harness
          .jdbc()
          .update(
              "update template_library set sections = '[]', version = '1.0.1' where id = ?",
              templateId);

      TemplateEvent event =
          harness.decide(merge(templateId, "{\"field_definitions\":{\"f1\":{\"label\":\"M\"}}}"));

      assertThat(event.previousVersion()).isEqualTo("1.0.1");
      assertThat(event.revision()).isEqualTo(2);
      assertThat(harness.column(templateId, "sections").isEmpty()).isTrue();
      assertThat(harness.text(templateId, "name")).isEqualTo("Ours");
      String base =
          harness
              .jdbc()
              .queryForObject(
                  "select base->>'sections' from fieldsync.template_update where revision = 2",
                  String.class);
      assertThat(base).as("the history knows the document that it did not make").isEqualTo("[]");
    }
  }

  @Test
  void aRowWithoutSectionsOrVersionIsUpdated() {
    try (harness) {
      harness
          .jdbc()
          .update(
              """
              update template_library
                 set sections = null, field_definitions = null, version = null, updated_at = null
               where id = ?
              """,
              templateId);
      harness.startWorker();

      TemplateEvent event =
          harness.decide(merge(templateId, "{\"field_definitions\":{\"f1\":{\"label\":\"M\"}}}"));

      assertThat(event.status()).isEqualTo(UpdateStatus.APPLIED);
      assertThat(event.previousVersion()).isNull();
      assertThat(harness.column(templateId, "field_definitions").toString())
          .isEqualTo("{\"f1\":{\"label\":\"M\"}}");
    }
  }
}
