package dev.fieldsync.scenarios.bench.growth;

import dev.fieldsync.scenarios.bench.setup.BenchmarkRun;
import dev.fieldsync.scenarios.bench.traffic.Side;
import dev.fieldsync.scenarios.bench.traffic.Sides;
import dev.fieldsync.scenarios.bench.traffic.Sides.Installed;
import dev.fieldsync.scenarios.bench.traffic.Traffic;
import dev.fieldsync.scenarios.bench.traffic.WriteTemplates;
import dev.fieldsync.scenarios.load.Work;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Makes the sizes of what grows. Those that cannot be in one installation have one each, with a
 * database and topics of its own.
 */
final class Variants {

  private final Settings settings;
  private final BenchmarkRun run;
  private final Traffic traffic;
  private long seed;

  Variants(Settings settings, BenchmarkRun run) {
    this.settings = settings;
    this.run = run;
    this.traffic = new Traffic(settings, run);
    this.seed = settings.traffic().seed();
  }

  Traffic traffic() {
    return traffic;
  }

  /** Starts all sizes of a dimension, the base first. */
  List<Variant> start(Dimension dimension) {
    return switch (dimension) {
      case TEMPLATES -> templates();
      case HISTORY -> history();
      case WORKERS ->
          settings.workers.stream()
              .map(each -> spread(install("workers-" + each, each, List.of()), base()))
              .toList();
      case PARTITIONS ->
          settings.partitions.stream()
              .map(
                  each ->
                      spread(
                          install(
                              "partitions-" + each,
                              1,
                              List.of("fieldsync.kafka.partitions=" + each)),
                          base()))
              .toList();
    };
  }

  private int base() {
    return settings.traffic().templates();
  }

  private List<Variant> templates() {
    return Stream.of(base(), base() * settings.times)
        .map(each -> spread(install("templates-" + each, 1, List.of()), each))
        .toList();
  }

  private List<Variant> history() {
    Side side = install("history", 1, List.of());
    long many = (long) settings.history * settings.times;
    UUID grown = UUID.randomUUID();
    traffic.create(side, List.of(grown));
    traffic.finish(side, new Lengthen(grown, many));
    Side longer = new Side("versions-" + many, side.port(), side.processes());
    Side shorter = new Side("versions-" + settings.history, side.port(), side.processes());
    return List.of(
        new Variant(shorter, () -> hot(shortHistory(side))), new Variant(longer, () -> hot(grown)));
  }

  /** A new one each time, since every measurement makes the history longer. */
  private UUID shortHistory(Side side) {
    UUID template = UUID.randomUUID();
    traffic.create(side, List.of(template));
    traffic.finish(side, new Lengthen(template, settings.history));
    return template;
  }

  private Work hot(UUID template) {
    seed++;
    return new WriteTemplates(List.of(template), settings.traffic().clients(), seed);
  }

  private Variant spread(Side side, int number) {
    List<UUID> templates = Traffic.newTemplates(number);
    traffic.create(side, templates);
    return new Variant(
        side,
        () -> {
          seed++;
          return new WriteTemplates(templates, settings.traffic().clients(), seed);
        });
  }

  private Side install(String name, int workers, List<String> more) {
    List<String> all = new ArrayList<>(more);
    all.add("fieldsync.kafka.prefix=" + name + ".");
    String url = run.processes().servers().createDatabase(name.replace('-', '_'));
    return Sides.fieldsync(
        run.processes(), settings.services(), new Installed(name, url, workers, all));
  }
}
