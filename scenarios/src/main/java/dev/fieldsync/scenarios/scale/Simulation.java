package dev.fieldsync.scenarios.scale;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.HdrHistogram.Histogram;

/**
 * Serves users' updates, which come independently of each other, for some virtual seconds. Twice:
 * the first pass finds out how busy each cell's database is, and the second slows its work down as
 * a queue of that utilization does (1 / (1 - utilization), the M/M/1 stretch). The same seed gives
 * the same outcome.
 */
final class Simulation {

  private static final double MOST_BUSY = 0.98;
  private static final long LONGEST_MICROS = 3_600_000_000L;

  private final Load load;
  private final Costs costs;
  private final double seconds;
  private final long seed;
  private final Zipf organizations;
  private final Zipf templates;

  /**
   * @param seconds of virtual time
   * @param seed of all that is drawn by lot
   */
  Simulation(Load load, Costs costs, double seconds, long seed) {
    this.load = load;
    this.costs = costs;
    this.seconds = seconds;
    this.seed = seed;
    this.organizations = new Zipf(load.organizations(), load.organizationSkew());
    this.templates = new Zipf(load.templates(), load.templateSkew());
  }

  Outcome run(Layout layout) {
    double[] alone = new double[layout.cells()];
    Arrays.fill(alone, 1);
    double[] busy = new Pass(layout, alone).run().busyDatabases();
    double[] slower =
        Arrays.stream(busy).map(each -> 1 / (1 - Math.min(each, MOST_BUSY))).toArray();
    return new Pass(layout, slower).run().outcome();
  }

  private final class Pass {

    private final Layout layout;
    private final double[] slower;
    private final Partition[] partitions;
    private final long[] updates;
    private final Histogram latency = new Histogram(LONGEST_MICROS, 2);

    Pass(Layout layout, double[] slower) {
      this.layout = layout;
      this.slower = slower;
      this.partitions = new Partition[layout.cells() * layout.partitions()];
      Arrays.setAll(partitions, each -> new Partition(costs, this::served));
      this.updates = new long[layout.cells()];
    }

    private void served(double took) {
      latency.recordValue(Math.min(LONGEST_MICROS, Math.round(took * 1e6)));
    }

    Pass run() {
      RandomGenerator random = new SplittableRandom(seed);
      Placement.Cells cells =
          layout.placement().place(organizations, load.organizations(), layout.cells());
      for (double at = gap(random); at < seconds; at += gap(random)) {
        int organization = organizations.draw(random);
        int template = organization * load.templates() + templates.draw(random);
        int cell = cells.of(organization, template);
        updates[cell]++;
        int partition = Math.floorMod(Placement.mix(template), layout.partitions());
        partitions[cell * layout.partitions() + partition].arrive(at, template, slower[cell]);
      }
      for (int i = 0; i < partitions.length; i++) {
        partitions[i].workUntil(seconds, slower[i / layout.partitions()]);
      }
      return this;
    }

    /** Between two arrivals of a Poisson process. */
    private double gap(RandomGenerator random) {
      return -Math.log(1 - random.nextDouble()) / load.perSecond();
    }

    double[] busyDatabases() {
      double[] busy = new double[layout.cells()];
      for (int i = 0; i < partitions.length; i++) {
        busy[i / layout.partitions()] +=
            partitions[i].databaseSeconds() / seconds / layout.databaseCores();
      }
      return busy;
    }

    Outcome outcome() {
      double[] cells = busyDatabases();
      double[] threads =
          Arrays.stream(partitions)
              .mapToDouble(each -> Math.min(1, each.busySeconds() / seconds))
              .toArray();
      return new Outcome(
          layout,
          Arrays.stream(updates).sum(),
          Arrays.stream(partitions).mapToLong(Partition::waiting).sum(),
          latency,
          Arrays.stream(cells).max().orElse(0),
          Arrays.stream(cells).average().orElse(0),
          Arrays.stream(threads).max().orElse(0),
          Arrays.stream(threads).average().orElse(0),
          Arrays.stream(updates).max().orElse(0) / seconds);
    }
  }
}
