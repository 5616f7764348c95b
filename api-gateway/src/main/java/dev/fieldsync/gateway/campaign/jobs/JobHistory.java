package dev.fieldsync.gateway.campaign.jobs;

import dev.fieldsync.shared.json.Json;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What became of one job: the latest hundred of each sort. Thread-safe. */
@Repository
class JobHistory {

  private static final String FIND_RESULTS =
      """
      select jsonb_build_object('visit', own.number - 1, 'step', r.step, 'outcome', r.outcome,
                                'result', r.result,
                                'at', r.recorded_at at time zone 'UTC')::text
        from fieldsync.campaign_job_now j
       cross join unnest(j.results) with ordinality as own (id, number)
        join fieldsync.campaign_result r on r.id = own.id
       where j.id = ?
       order by own.number desc
       limit 100
      """;

  private static final String FIND_FAILURES =
      """
      select jsonb_build_object('visit', visit, 'step', step, 'attempt', attempt, 'kind', kind,
                                'reason', reason, 'at', failed_at at time zone 'UTC')::text
        from fieldsync.campaign_failure
       where job_id = ?
       order by id desc
       limit 100
      """;

  /** Ids begin with the campaign's, so that no organization can take those of another. */
  private static final String FIND_REPLIES =
      """
      select jsonb_build_object('replyId', substr(id, length(?::text) + 2), 'text', content,
                                'fate', fate, 'at', received_at at time zone 'UTC')::text
        from fieldsync.campaign_reply
       where job_id = ?
       order by received_at desc, id desc
       limit 20
      """;

  private static final String FIND_WAIT =
      """
      select jsonb_build_object('for', waits_for, 'until', due_at at time zone 'UTC')::text
        from fieldsync.campaign_waiting
       where job_id = ?
      """;

  private static final String FIND_DEAD_LETTER =
      """
      select jsonb_build_object('step', step, 'kind', kind, 'reason', reason,
                                'at', died_at at time zone 'UTC')::text
        from fieldsync.campaign_dead_letter
       where job_id = ?
      """;

  private static final RowMapper<String> TEXT = (row, number) -> row.getString(1);

  private final JdbcTemplate jdbc;

  JobHistory(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  /** Returns the history's members of a job's JSON, everything the newest first. */
  ObjectNode of(UUID campaignId, long jobId) {
    ObjectNode history = JsonNodeFactory.instance.objectNode();
    history.set("wait", first(jdbc.query(FIND_WAIT, TEXT, jobId)));
    history.set("deadLetter", first(jdbc.query(FIND_DEAD_LETTER, TEXT, jobId)));
    history.set("results", all(jdbc.query(FIND_RESULTS, TEXT, jobId)));
    history.set("failures", all(jdbc.query(FIND_FAILURES, TEXT, jobId)));
    history.set("replies", all(jdbc.query(FIND_REPLIES, TEXT, campaignId.toString(), jobId)));
    return history;
  }

  private static JsonNode first(List<String> rows) {
    return rows.isEmpty() ? JsonNodeFactory.instance.nullNode() : parse(rows.get(0));
  }

  private static ArrayNode all(List<String> rows) {
    ArrayNode array = JsonNodeFactory.instance.arrayNode();
    rows.forEach(row -> array.add(parse(row)));
    return array;
  }

  /** PostgreSQL prints a time without its zone, which is UTC here. */
  private static JsonNode parse(String row) {
    JsonNode json = Json.parse(row);
    for (String name : List.of("at", "until")) {
      if (json instanceof ObjectNode object && object.path(name).isString()) {
        object.put(name, object.path(name).asString() + "Z");
      }
    }
    return json;
  }
}
