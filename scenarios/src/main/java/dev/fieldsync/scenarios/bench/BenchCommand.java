package dev.fieldsync.scenarios.bench;

import dev.fieldsync.scenarios.bench.cache.CacheBenchmark;
import dev.fieldsync.scenarios.bench.classes.ClassesBenchmark;
import dev.fieldsync.scenarios.bench.growth.GrowthBenchmark;
import dev.fieldsync.scenarios.bench.jobs.JobsBenchmark;
import dev.fieldsync.scenarios.bench.latency.LatencyBenchmark;
import dev.fieldsync.scenarios.bench.reads.ReadsBenchmark;
import dev.fieldsync.scenarios.bench.tasks.TasksBenchmark;
import dev.fieldsync.scenarios.bench.templates.TemplatesBenchmark;
import picocli.CommandLine.Command;

/** {@code bench}: the benchmarks. */
@Command(
    name = "bench",
    description = "Benchmarks: Fieldsync and what people would use instead, side by side.",
    subcommands = {
      TemplatesBenchmark.class,
      JobsBenchmark.class,
      TasksBenchmark.class,
      CacheBenchmark.class,
      ReadsBenchmark.class,
      LatencyBenchmark.class,
      GrowthBenchmark.class,
      ClassesBenchmark.class
    },
    mixinStandardHelpOptions = true)
public final class BenchCommand {}
