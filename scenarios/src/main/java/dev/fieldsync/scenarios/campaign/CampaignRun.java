package dev.fieldsync.scenarios.campaign;

import dev.fieldsync.scenarios.process.ScenarioFailure;
import dev.fieldsync.scenarios.process.Waiting;
import dev.fieldsync.scenarios.system.Connections;
import dev.fieldsync.scenarios.system.Gateway;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A campaign that sends one mail to each of many, and how far it is. Not thread-safe. */
public final class CampaignRun implements AutoCloseable {

  private static final String MAIL =
      """
      {"name": "%s", "subject": "Hello", "body": "Hello {{name|there}}",
       "workflow": {"start": "send_email", "steps": {
         "send_email": {"kind": "send_email", "maxAttempts": %d, "next": {"*": "done"}},
         "done": {"kind": "done"}}}}
      """;

  private static final String COUNT =
      """
      select coalesce(sum(jobs) filter (where state = 'done'), 0) as done,
             coalesce(sum(jobs) filter (where state = 'dead'), 0) as dead
        from fieldsync.campaign_progress
       where campaign_id = ?
      """;

  /** Jobs that are done and whose step is not recorded just once. */
  private static final String NOT_ONCE =
      """
      select count(*)
        from fieldsync.campaign_job_now j
       where j.campaign_id = ? and j.state = 'done'
         and cardinality(j.results) <> 1
      """;

  private final UUID id;
  private final Connection database;

  private CampaignRun(UUID id, Connection database) {
    this.id = id;
    this.database = database;
  }

  /**
   * Jobs that have ended.
   *
   * @param done well
   * @param dead given up
   */
  public record Ended(long done, long dead) {

    /** Returns both. */
    public long all() {
      return done + dead;
    }
  }

  /** Makes a campaign whose jobs are tried five times at most, and so many jobs. */
  public static CampaignRun start(
      Gateway gateway, Connections servers, String name, int jobs, int maxAttempts) {
    UUID id =
        UUID.fromString(
            Gateway.require(
                    gateway.send(
                        "POST", "/api/campaigns", "Scenario", MAIL.formatted(name, maxAttempts)),
                    "POST /api/campaigns")
                .path("id")
                .asString());
    String people =
        IntStream.range(0, jobs)
            .mapToObj("{\"email\":\"p%1$d@example.com\",\"name\":\"Person %1$d\"}%n"::formatted)
            .collect(Collectors.joining());
    Gateway.require(
        gateway.await(
            gateway.start(
                "POST",
                "/api/campaigns/" + id + "/jobs",
                "Scenario",
                "application/x-ndjson",
                people)),
        "POST /api/campaigns/" + id + "/jobs");
    return new CampaignRun(id, servers.database());
  }

  /** Returns how many jobs have ended. */
  public Ended ended() {
    try (PreparedStatement select = database.prepareStatement(COUNT)) {
      select.setObject(1, id);
      try (ResultSet row = select.executeQuery()) {
        row.next();
        return new Ended(row.getLong("done"), row.getLong("dead"));
      }
    } catch (SQLException e) {
      throw new ScenarioFailure("PostgreSQL does not say: " + e.getMessage(), e);
    }
  }

  /**
   * Waits until so many jobs have ended.
   *
   * @throws ScenarioFailure when the time is over
   */
  public void awaitEnd(long jobs, Duration limit) {
    Waiting.until(
        limit,
        "Not all jobs have ended",
        () -> Optional.of(ended().all()).filter(all -> all >= jobs));
  }

  /** Counts jobs that are done and whose step has not exactly one result. */
  public long notOnce() {
    try (PreparedStatement select = database.prepareStatement(NOT_ONCE)) {
      select.setObject(1, id);
      try (ResultSet row = select.executeQuery()) {
        row.next();
        return row.getLong(1);
      }
    } catch (SQLException e) {
      throw new ScenarioFailure("PostgreSQL does not say: " + e.getMessage(), e);
    }
  }

  /** Ends what is left of it. */
  public void cancel(Gateway gateway) {
    Gateway.require(
        gateway.send("POST", "/api/campaigns/" + id + "/cancel", "Scenario", ""), "The cancel");
  }

  @Override
  public void close() {
    try {
      database.close();
    } catch (SQLException e) {
      throw new ScenarioFailure("A connection cannot be closed: " + e.getMessage(), e);
    }
  }
}
