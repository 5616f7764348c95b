package dev.fieldsync.scenarios.bench.jobs;

import dev.fieldsync.scenarios.process.ScenarioFailure;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.sql.SQLException;
import java.util.UUID;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;

/**
 * What the database alone does: copies the same job rows, ready in memory, into an empty table with
 * the columns, checks and indexes of Fieldsync's. No row for the queue, nothing to check, nobody to
 * answer.
 */
final class BareCopy {

  private static final int BUFFER = 64 * 1024;

  private static final String ROWS =
      """
      copy (select id, campaign_id, address, spelling, attributes, step
              from fieldsync.campaign_job
             where campaign_id = '%s'
             order by id)
        to stdout
      """;

  private static final String MAKE_TABLE =
      """
      drop table if exists bare_copy;
      create table bare_copy (like fieldsync.campaign_job including all)
      """;

  private static final String COPY =
      """
      copy bare_copy (id, campaign_id, address, spelling, attributes, step) from stdin
      """;

  private final Database database;

  BareCopy(Database database) {
    this.database = database;
  }

  /**
   * Copies the jobs of a campaign.
   *
   * @return how many seconds that took
   */
  double seconds(UUID campaignId, int jobs) {
    try {
      CopyManager copies = database.connection().unwrap(PGConnection.class).getCopyAPI();
      ByteArrayOutputStream rows = new ByteArrayOutputStream();
      copies.copyOut(ROWS.formatted(campaignId), rows);
      ByteArrayInputStream bytes = new ByteArrayInputStream(rows.toByteArray());
      database.execute(MAKE_TABLE);
      database.execute("checkpoint");
      long began = System.nanoTime();
      long copied = copies.copyIn(COPY, bytes, BUFFER);
      double seconds = (System.nanoTime() - began) / 1e9;
      if (copied != jobs) {
        throw new ScenarioFailure("%d rows were copied, not %d".formatted(copied, jobs));
      }
      return seconds;
    } catch (SQLException | IOException e) {
      throw new ScenarioFailure("The rows cannot be copied: " + e.getMessage(), e);
    }
  }
}
