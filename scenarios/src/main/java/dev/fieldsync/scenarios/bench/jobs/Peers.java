package dev.fieldsync.scenarios.bench.jobs;

import dev.fieldsync.scenarios.bench.jobs.dbscheduler.DbSchedulerPeer;
import dev.fieldsync.scenarios.bench.jobs.jobrunr.JobRunrPeer;
import dev.fieldsync.scenarios.bench.jobs.peer.PeerLink;
import dev.fieldsync.scenarios.bench.setup.Processes;
import dev.fieldsync.scenarios.process.JavaCommand;
import dev.fieldsync.scenarios.process.ScenarioFailure;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;

/** Starts the peers, each in its processes and on a database of its own. */
final class Peers {

  /** As their newest versions that run with the Node that is installed. */
  private static final String GRAPHILE_WORKER = "graphile-worker@0.18.0";

  private static final String PG_BOSS = "pg-boss@12.38.0";

  /** Lets the driver send a batch of inserts as few statements with many rows. */
  private static final String BATCHES_IN_ONE = "&reWriteBatchedInserts=true";

  private final Processes processes;
  private final Settings settings;

  Peers(Processes processes, Settings settings) {
    this.processes = processes;
    this.settings = settings;
  }

  Side dbScheduler() {
    Database database = Database.create(processes.servers(), "db_scheduler");
    database.executeAsOwner(resource("/bench-jobs/db-scheduler.sql"));
    return java(
        SideName.DB_SCHEDULER,
        DbSchedulerPeer.class,
        database,
        "select count(*) from scheduled_tasks");
  }

  Side jobRunr() {
    return java(
        SideName.JOBRUNR,
        JobRunrPeer.class,
        Database.create(processes.servers(), "jobrunr"),
        "select count(*) from jobrunr_jobs where state <> 'SUCCEEDED'");
  }

  /** Returns the wanted package of a peer that needs Node. */
  static String nodePackage(SideName name) {
    return name == SideName.PG_BOSS ? PG_BOSS : GRAPHILE_WORKER;
  }

  Side graphileWorker(NodePackages node) {
    return node(
        SideName.GRAPHILE_WORKER,
        node,
        Database.create(processes.servers(), "graphile_worker"),
        "select count(*) from graphile_worker._private_jobs");
  }

  Side pgBoss(NodePackages node) {
    return node(
        SideName.PG_BOSS,
        node,
        Database.create(processes.servers(), "pg_boss"),
        "select count(*) from pgboss.job where state < 'completed'");
  }

  private Side java(SideName side, Class<?> main, Database database, String countUnfinished) {
    return start(
        side,
        database,
        countUnfinished,
        (name, port) ->
            new JavaCommand(jvmOptions(name))
                .main(main, arguments(port, database.jdbcUrl() + BATCHES_IN_ONE)));
  }

  /** They log as little as Fieldsync's services do. */
  private List<String> jvmOptions(String name) {
    List<String> all = new ArrayList<>(processes.jvmOptions(name));
    all.add("-Dlogback.configurationFile=servers-logback.xml");
    return all;
  }

  private Side node(SideName side, NodePackages node, Database database, String countUnfinished) {
    node.copy("peer-process.mjs");
    return start(
        side,
        database,
        countUnfinished,
        (name, port) -> node.command(side.code() + ".mjs", arguments(port, database.uri())));
  }

  private Side start(
      SideName side,
      Database database,
      String countUnfinished,
      BiFunction<String, Integer, List<String>> command) {
    Set<String> names = new LinkedHashSet<>();
    List<PeerLink> links = new ArrayList<>();
    for (int i = 1; i <= settings.workerProcesses; i++) {
      String name = side.code() + "-" + i;
      names.add(name);
      links.add(PeerLink.open(port -> processes.start(name, command.apply(name, port))));
    }
    return new Peer(side, names, database, countUnfinished, links);
  }

  private List<String> arguments(int port, String database) {
    return List.of(
        Integer.toString(port), database, Integer.toString(settings.workersOfAProcess()));
  }

  private static String resource(String name) {
    try (InputStream source = Peers.class.getResourceAsStream(name)) {
      if (source == null) {
        throw new ScenarioFailure("There is no " + name);
      }
      return new String(source.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new ScenarioFailure("Cannot read " + name, e);
    }
  }
}
