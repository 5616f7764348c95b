package dev.fieldsync.scenarios.bench.traffic;

import dev.fieldsync.scenarios.bench.setup.BenchmarkRun;
import dev.fieldsync.scenarios.bench.setup.Processes;
import dev.fieldsync.scenarios.bench.setup.WarmUp;
import dev.fieldsync.scenarios.load.ClosedLoop;
import dev.fieldsync.scenarios.load.LoadResult;
import dev.fieldsync.scenarios.load.OpenLoop;
import dev.fieldsync.scenarios.load.Work;
import dev.fieldsync.scenarios.process.QuietMachine;
import dev.fieldsync.scenarios.process.ScenarioFailure;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Has clients work with one side at a time, and measures what comes of it. Not thread-safe. */
public final class Traffic {

  private static final Duration PREPARING = Duration.ofMinutes(5);

  /** So many times fewer clients for as long as compilers work. */
  private static final int WHILE_COMPILING = 8;

  private static final List<Double> PERCENTILES = List.of(50.0, 90.0, 95.0, 99.0, 99.9);

  private final TrafficOptions options;
  private final Processes processes;
  private final QuietMachine quiet;
  private final Consumer<String> progress;

  /** Prepares it; nothing is sent yet. */
  public Traffic(TrafficSettings settings, BenchmarkRun run) {
    this.options = settings.traffic();
    this.processes = run.processes();
    this.quiet = new QuietMachine(processes.cpu(), settings.processes().quietSeconds());
    this.progress = run.progress();
  }

  /** Returns ids of templates that are not there yet. */
  public static List<UUID> newTemplates(int number) {
    return Stream.generate(UUID::randomUUID).limit(number).toList();
  }

  /** How the clients send: their requests for some seconds. */
  private interface Load {
    LoadResult run(int seconds, Runnable atEnd);
  }

  /** Waits for others on the machine to become quiet. */
  public void awaitQuiet() {
    quiet.await();
  }

  /**
   * Creates templates.
   *
   * @throws ScenarioFailure when the side does not
   */
  public void create(Side side, List<UUID> ids) {
    Work create = new CreateTemplates(ids, options.documentBytes());
    Map<String, Long> faults = finish(side, create);
    // The worker has just joined its group: the first ones may be answered before they are applied.
    faults.remove("202");
    require(faults, side, "create templates");
  }

  /**
   * Does all of a work, with the clients of the benchmark.
   *
   * @return the faults
   */
  public Map<String, Long> finish(Side side, Work work) {
    return new ClosedLoop(side.port(), options.clients()).run(work, PREPARING, () -> {}).faults();
  }

  private static void require(Map<String, Long> faults, Side side, String what) {
    if (!faults.isEmpty()) {
      throw new ScenarioFailure("%s did not %s: %s".formatted(side.name(), what, faults));
    }
  }

  /** Brings a side to the speed that it keeps with a work. */
  public void warmUp(Side side, String workload, Work work) {
    new WarmUp(processes.cpu(), options.firstWarmUpSeconds(), progress)
        .run(
            side.name() + ", " + workload,
            side.processes(),
            Math.max(1, options.clients() / WHILE_COMPILING),
            options.clients(),
            (clients, time) ->
                new ClosedLoop(side.port(), clients).run(work, time, () -> {}).perSecond());
  }

  /** Measures a side with clients that send as fast as they are answered. */
  public Measurement measure(Side side, String workload, int round, Work work) {
    ClosedLoop loop = new ClosedLoop(side.port(), options.clients());
    return measure(
        side,
        workload,
        round,
        work,
        (seconds, atEnd) -> loop.run(work, Duration.ofSeconds(seconds), atEnd));
  }

  /**
   * Measures a side with requests that come at a fixed rate, whatever it answers.
   *
   * @param rate requests per second
   */
  public Measurement measureAt(double rate, Side side, String workload, int round, Work work) {
    OpenLoop loop = new OpenLoop(side.port(), options.clients(), rate);
    return measure(
        side,
        workload,
        round,
        work,
        (seconds, atEnd) -> loop.run(work, Duration.ofSeconds(seconds), atEnd));
  }

  private Measurement measure(Side side, String workload, int round, Work work, Load load) {
    quiet.await();
    load.run(options.warmUpSeconds(), () -> {});
    Map<String, Double> cpu = new LinkedHashMap<>();
    processes.cpu().start();
    LoadResult result = load.run(options.seconds(), () -> cpu.putAll(processes.cpu().read()));
    processes.requireAlive();
    int lost = work instanceof WriteTemplates writes ? lost(side, writes) : 0;
    Measurement measurement =
        new Measurement(
            workload,
            side.name(),
            round,
            result.perSecond(),
            latency(result),
            result.faults(),
            lost,
            cpu,
            1_000 * own(side, cpu) / result.perSecond());
    progress.accept(measurement.text());
    return measurement;
  }

  private static double own(Side side, Map<String, Double> cpu) {
    return cpu.entrySet().stream()
        .filter(used -> side.processes().contains(used.getKey()))
        .mapToDouble(Map.Entry::getValue)
        .sum();
  }

  private static Map<String, Double> latency(LoadResult result) {
    Map<String, Double> latency = new LinkedHashMap<>();
    for (double percentile : PERCENTILES) {
      String name = "p" + (percentile % 1 == 0 ? String.valueOf((int) percentile) : percentile);
      latency.put(name, result.percentileMs(percentile));
    }
    latency.put("max", result.maxMs());
    return latency;
  }

  private int lost(Side side, WriteTemplates writes) {
    FindLostUpdates search = new FindLostUpdates(writes);
    require(finish(side, search), side, "let us read what was written");
    return search.lost();
  }
}
