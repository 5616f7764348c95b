package dev.fieldsync.scenarios.bench.classes;

import dev.fieldsync.scenarios.figures.Figures;
import dev.fieldsync.scenarios.process.ScenarioFailure;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Has JMH measure every side in every round; another one begins in each. */
final class Rounds {

  private final Settings settings;
  private final Consumer<String> progress;

  Rounds(Settings settings, Consumer<String> progress) {
    this.settings = settings;
    this.progress = progress;
  }

  List<Score> run() {
    List<Score> scores = new ArrayList<>();
    for (int round = 1; round <= settings.rounds.rounds(); round++) {
      for (Workload workload : settings.workloads) {
        List<String> sides = new ArrayList<>(workload.sides());
        Collections.rotate(sides, 1 - round);
        for (String side : sides) {
          Score score = new Score(workload, side, round, nanos(workload, side));
          progress.accept(
              Figures.format(
                  "Round %d, %s, %s: %.1f ns", round, workload.name(), side, score.nanos()));
          scores.add(score);
        }
      }
    }
    return scores;
  }

  private double nanos(Workload workload, String side) {
    ChainedOptionsBuilder options =
        new OptionsBuilder()
            .include("^" + Pattern.quote(workload.type().getName() + "." + side) + "$")
            .mode(Mode.AverageTime)
            .timeUnit(TimeUnit.NANOSECONDS)
            .threads(1)
            .forks(1)
            .warmupIterations(settings.warmUpIterations)
            .warmupTime(TimeValue.milliseconds(settings.iterationMillis))
            .measurementIterations(settings.iterations)
            .measurementTime(TimeValue.milliseconds(settings.iterationMillis))
            .shouldFailOnError(true)
            .verbosity(VerboseMode.SILENT);
    try {
      return new Runner(options.build()).runSingle().getPrimaryResult().getScore();
    } catch (RunnerException e) {
      throw new ScenarioFailure("JMH could not measure " + side + ": " + e.getMessage(), e);
    }
  }
}
