package dev.fieldsync.scenarios.bench.jobs;

import dev.fieldsync.scenarios.bench.setup.Processes;
import dev.fieldsync.scenarios.process.WorkDirectory;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Everything that is measured, each in processes of its own: the servers, and the sides that are
 * wanted and to be had.
 */
final class Sides implements AutoCloseable {

  private final Processes processes;
  private final List<Side> all = new ArrayList<>();

  private Sides(Processes processes) {
    this.processes = processes;
  }

  /** Starts all of it and returns when everybody is ready. */
  static Sides start(Settings settings, WorkDirectory directory, Consumer<String> progress) {
    Sides sides = new Sides(new Processes(settings.processes, directory));
    try {
      sides.start(settings, new Peers(sides.processes, settings), directory, progress);
      return sides;
    } catch (RuntimeException e) {
      sides.close();
      throw e;
    }
  }

  private void start(
      Settings settings, Peers peers, WorkDirectory directory, Consumer<String> progress) {
    if (settings.sides.contains(SideName.FIELDSYNC)) {
      all.add(new FieldsyncServices(processes, settings).start());
    }
    if (settings.sides.contains(SideName.DB_SCHEDULER)) {
      all.add(peers.dbScheduler());
    }
    if (settings.sides.contains(SideName.JOBRUNR)) {
      all.add(peers.jobRunr());
    }
    List<SideName> onNode =
        settings.sides.stream()
            .filter(each -> each == SideName.GRAPHILE_WORKER || each == SideName.PG_BOSS)
            .toList();
    if (!onNode.isEmpty()) {
      NodePackages.install(directory, progress)
          .ifPresent(node -> onNode.forEach(each -> startOnNode(each, peers, node, progress)));
    }
  }

  private void startOnNode(
      SideName name, Peers peers, NodePackages node, Consumer<String> progress) {
    if (node.add(Peers.nodePackage(name), progress)) {
      all.add(name == SideName.PG_BOSS ? peers.pgBoss(node) : peers.graphileWorker(node));
    }
  }

  /** Returns the sides. */
  List<Side> all() {
    return List.copyOf(all);
  }

  /** Returns ours, if it is measured. */
  Optional<Fieldsync> fieldsync() {
    return all.stream().filter(Fieldsync.class::isInstance).map(Fieldsync.class::cast).findFirst();
  }

  Processes processes() {
    return processes;
  }

  @Override
  public void close() {
    all.forEach(Side::close);
    processes.close();
  }
}
