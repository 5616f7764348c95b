package dev.fieldsync.campaignworker.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fieldsync.campaignworker.CampaignHarness;
import dev.fieldsync.campaignworker.watch.CampaignTurns;
import dev.fieldsync.shared.json.Json;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;
import org.springframework.jdbc.core.ConnectionCallback;
import tools.jackson.databind.JsonNode;

/**
 * Prints rates beside those of a bare copy and of an empty table; no test fails of a slow machine.
 */
@Tag("load")
class ThroughputIT {

  private static final int JOBS = 50_000;
  private static final int WORKERS = 20;
  private static final int BATCH = 500;
  private static final int ROUNDS = 3;

  private static final JsonNode NO_OP =
      Json.parse(
          """
          {"start": "act", "steps": {
            "act": {"kind": "take_action", "next": {"taken": "end"}},
            "end": {"kind": "done"}}}
          """);

  private CampaignHarness harness;

  @BeforeEach
  void start() {
    harness = new CampaignHarness();
  }

  @AfterEach
  void stop() {
    harness.close();
  }

  @Test
  void creating_is_measured_beside_a_bare_copy() {
    harness.campaign("demo", JOBS, NO_OP);
    for (int round = 0; round < ROUNDS; round++) {
      double keyed = bareCopy("(id bigint primary key, %s)");
      double indexed = bareCopy("(id bigint primary key, %s, unique (campaign_id, address))");
      double create = seconds(() -> harness.campaign("demo", JOBS, NO_OP));
      System.out.printf(
          "create %,d jobs: %.0f ms; bare copy of the job rows with their primary key %.0f ms"
              + " (ratio %.2f), with both of their keys %.0f ms (ratio %.2f)%n",
          JOBS, create * 1e3, keyed * 1e3, create / keyed, indexed * 1e3, create / indexed);
    }
  }

  private double bareCopy(String definition) {
    harness.jdbc.execute("drop table if exists bare");
    harness.jdbc.execute(
        "create table bare "
            + definition.formatted(
                "campaign_id uuid not null, address text collate \"C\" not null, spelling text,"
                    + " attributes jsonb, step text not null"));
    UUID id = UUID.randomUUID();
    StringBuilder rows = new StringBuilder();
    CampaignHarness.people(JOBS)
        .forEachRemaining(
            each ->
                rows.append(each.line())
                    .append('\t')
                    .append(id)
                    .append(
                        "\tp%d@example.com\t\\N\t{\"name\":\"Person %d\"}\tact\n"
                            .formatted(each.line(), each.line())));
    byte[] bytes = rows.toString().getBytes(StandardCharsets.UTF_8);
    return seconds(
        () -> harness.jdbc.execute((ConnectionCallback<Long>) each -> copy(each, bytes)));
  }

  private static long copy(Connection connection, byte[] rows) throws SQLException {
    try {
      return connection
          .unwrap(PGConnection.class)
          .getCopyAPI()
          .copyIn(
              "copy bare (id, campaign_id, address, spelling, attributes, step) from stdin",
              new ByteArrayInputStream(rows));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void claiming_and_completing_is_measured_with_and_without_a_million_waiting() throws Exception {
    work();
    List<Double> empty = new ArrayList<>();
    for (int round = 0; round < ROUNDS; round++) {
      empty.add(work());
    }
    addWaiting(1_000_000);
    List<Double> full = new ArrayList<>();
    for (int round = 0; round < ROUNDS; round++) {
      full.add(work());
    }
    Collections.sort(empty);
    Collections.sort(full);
    double rate = empty.get(ROUNDS / 2);
    double rateFull = full.get(ROUNDS / 2);
    System.out.printf(
        "claim and complete %,d jobs, %d workers, batches of %d: %,.0f jobs/s;"
            + " with 1,000,000 waiting rows %,.0f jobs/s (%.0f %%)%n",
        JOBS, WORKERS, BATCH, rate, rateFull, 100 * rateFull / rate);
  }

  private void addWaiting(int jobs) {
    UUID id = harness.campaign("demo", 1, NO_OP);
    harness.jdbc.update(
        """
        insert into fieldsync.campaign_job (id, campaign_id, address, step, state)
        select -n, ?, n || '@waiting.example.com', 'act', 'waiting' from generate_series(1, ?) n
        """,
        id,
        jobs);
    harness.jdbc.update(
        """
        insert into fieldsync.campaign_waiting (job_id, campaign_id, due_at, waits_for)
        select -n, ?, now() + make_interval(secs => 86400 + n), 'reply' from generate_series(1, ?) n
        """,
        id,
        jobs);
    harness.jdbc.execute("vacuum analyze fieldsync.campaign_waiting, fieldsync.campaign_job");
  }

  /** Returns jobs per second. */
  private double work() throws Exception {
    UUID id = harness.campaign("demo", JOBS, NO_OP);
    ExecutorService threads = Executors.newFixedThreadPool(WORKERS);
    try {
      long started = System.nanoTime();
      List<Callable<Integer>> workers = Collections.nCopies(WORKERS, this::drain);
      int done = 0;
      for (var each : threads.invokeAll(workers)) {
        done += each.get();
      }
      double rate = done / ((System.nanoTime() - started) / 1e9);
      assertThat(harness.truth(id)).containsEntry("end done", (long) JOBS);
      harness.get(CampaignTurns.class).endFinished();
      System.out.printf("  %,.0f jobs/s%n", rate);
      return rate;
    } finally {
      threads.shutdownNow();
    }
  }

  private int drain() {
    long worker = harness.worker();
    int done = 0;
    List<Claim> claims = harness.claims().claim(worker, BATCH);
    while (!claims.isEmpty()) {
      done += claims.size();
      harness
          .ends()
          .end(claims.stream().map(each -> new Ending.Completed(each, "taken", null)).toList());
      claims = harness.claims().claim(worker, BATCH);
    }
    return done;
  }

  private static double seconds(Runnable work) {
    long started = System.nanoTime();
    work.run();
    return (System.nanoTime() - started) / 1e9;
  }
}
