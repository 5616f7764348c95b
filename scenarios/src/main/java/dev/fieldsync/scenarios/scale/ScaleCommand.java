package dev.fieldsync.scenarios.scale;

import static dev.fieldsync.scenarios.figures.Figures.format;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.HdrHistogram.Histogram;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code scale}. */
@Command(
    name = "scale",
    description = {
      "Simulates the update path at a size that no machine here has: organizations laid out over cells"
          + " in three ways, with the costs that were measured. docs/scale.md says what it is for."
    },
    mixinStandardHelpOptions = true)
public final class ScaleCommand implements Callable<Integer> {

  /** Of a processor, a disk or a network, so that one that fails can be missed. */
  private static final double FILLED = 0.6;

  private static final int CORES_OF_A_MACHINE = 32;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--per-second",
      defaultValue = "1000000",
      description = "Updates a second (default ${DEFAULT-VALUE}).")
  private double perSecond;

  @Option(
      names = "--organizations",
      defaultValue = "200000",
      description = "Organizations (default ${DEFAULT-VALUE}).")
  private int organizations;

  @Option(
      names = "--organization-skew",
      defaultValue = "0.8",
      description = "Zipf exponent of their sizes (default ${DEFAULT-VALUE}).")
  private double organizationSkew;

  @Option(
      names = "--templates",
      defaultValue = "500",
      description = "Templates of each organization (default ${DEFAULT-VALUE}).")
  private int templates;

  @Option(
      names = "--template-skew",
      defaultValue = "0.5",
      description = "Zipf exponent of how often they are edited (default ${DEFAULT-VALUE}).")
  private double templateSkew;

  @Option(
      names = "--cells",
      split = ",",
      defaultValue = "32,64,128",
      description = "Cells; each number is simulated (default ${DEFAULT-VALUE}).")
  private List<Integer> cells = List.of();

  @Option(
      names = "--partitions",
      defaultValue = "192",
      description = "Partitions of a cell (default ${DEFAULT-VALUE}).")
  private int partitions;

  @Option(
      names = "--database-cores",
      defaultValue = "32",
      description = "Processors of a cell's database (default ${DEFAULT-VALUE}).")
  private int databaseCores;

  @Option(
      names = "--seconds",
      defaultValue = "3",
      description = "Simulated seconds (default ${DEFAULT-VALUE}).")
  private double seconds;

  @Option(
      names = "--seed",
      defaultValue = "1",
      description = "Seed of the lots (default ${DEFAULT-VALUE}).")
  private long seed;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    Load load = new Load(perSecond, organizations, organizationSkew, templates, templateSkew);
    Costs costs = Costs.MEASURED;
    out.println(
        format(
            "%,.0f updates/s of %,d organizations; the largest makes %.1f %% of them",
            perSecond, organizations, 100 * new Zipf(organizations, organizationSkew).share(0)));
    machines(costs, out);
    out.println(
        format(
            "%n%-22s %5s %9s %9s %10s %22s %22s %16s",
            "placement",
            "cells",
            "p50 ms",
            "p99 ms",
            "waiting",
            "databases busy, hottest",
            "threads busy, hottest",
            "events/s, hottest"));
    Simulation simulation = new Simulation(load, costs, seconds, seed);
    for (int number : cells) {
      for (Placement placement : Placement.values()) {
        out.println(row(simulation.run(new Layout(number, partitions, databaseCores, placement))));
        out.flush();
      }
    }
    return 0;
  }

  private void machines(Costs costs, PrintWriter out) {
    out.println(format("Processors, filled to %.0f %%:", 100 * FILLED));
    machines("gateways", costs.gatewayMs(), out);
    machines("brokers", costs.brokerMs(), out);
    machines("workers", costs.workerMs(), out);
    machines("databases", costs.templateMs() + costs.updateMs(), out);
    out.println(
        format(
            "Kafka takes %.2f GB/s of requests and events, before replication; PostgreSQL writes %.2f"
                + " GB/s ahead",
            2 * perSecond * costs.recordBytes() / 1e9, perSecond * costs.walBytes() / 1e9));
  }

  private void machines(String name, double milliseconds, PrintWriter out) {
    double cores = perSecond * milliseconds / 1e3 / FILLED;
    out.println(
        format(
            "  %-10s %,8.0f cores, %,.0f machines of %d",
            name, cores, Math.ceil(cores / CORES_OF_A_MACHINE), CORES_OF_A_MACHINE));
  }

  private static String row(Outcome outcome) {
    Histogram latency = outcome.latencyMicros();
    return format(
        "%-22s %5d %9.1f %9.1f %,10d %12.0f %% %6.0f %% %12.0f %% %6.0f %% %,16.0f",
        outcome.layout().placement().name().toLowerCase(Locale.ROOT).replace('_', ' '),
        outcome.layout().cells(),
        latency.getValueAtPercentile(50) / 1e3,
        latency.getValueAtPercentile(99) / 1e3,
        outcome.waiting(),
        100 * outcome.averageCell(),
        100 * outcome.hottestCell(),
        100 * outcome.averagePartition(),
        100 * outcome.hottestPartition(),
        outcome.eventsOfHottestCell());
  }
}
