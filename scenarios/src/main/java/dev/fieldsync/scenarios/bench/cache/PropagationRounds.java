package dev.fieldsync.scenarios.bench.cache;

import dev.fieldsync.scenarios.bench.setup.Processes;
import dev.fieldsync.scenarios.process.ChildProcess;
import dev.fieldsync.scenarios.process.FreePort;
import dev.fieldsync.scenarios.process.JavaCommand;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;

/** Has two processes of each side write and read, in turns; each warms up before. */
final class PropagationRounds {

  private static final Duration START = Duration.ofMinutes(2);
  private static final int WARM_UP_PAUSE_MICROS = 1_000;
  private static final double NANOS_PER_MS = 1_000_000;

  /** What a reader goes on for after the last write, which may take its time. */
  private static final long READ_ON_MS = 1_000;

  private final Settings settings;
  private final Processes processes;
  private final Consumer<String> progress;
  private int started;

  PropagationRounds(Settings settings, Processes processes, Consumer<String> progress) {
    this.settings = settings;
    this.processes = processes;
    this.progress = progress;
  }

  /** New processes in every round, so that no side has the better start. */
  List<Propagation> run() {
    List<Propagation> found = new ArrayList<>();
    for (int round = 1; round <= settings.rounds.rounds(); round++) {
      for (SideName side : inTurn(round)) {
        Propagation result = run(side, round);
        progress.accept(result.toString());
        found.add(result);
      }
    }
    return found;
  }

  /** Another side begins in every round. */
  private List<SideName> inTurn(int round) {
    List<SideName> sides = new ArrayList<>(settings.sides);
    Collections.rotate(sides, 1 - round);
    return sides;
  }

  private Propagation run(SideName side, int round) {
    List<String> ports =
        List.of(Integer.toString(FreePort.any()), Integer.toString(FreePort.any()));
    String topic = "bench-cache-" + round;
    boolean kafka = side == SideName.KAFKA;
    List<String> brokers = List.of(processes.servers().bootstrapServers(), topic);
    if (kafka) {
      Topic.make(processes.servers().bootstrapServers(), topic);
    }
    try (ChildProcess writer = start(CacheProcess.WRITER, side, kafka ? brokers : ports);
        ChildProcess reader =
            start(
                CacheProcess.READER, side, kafka ? brokers : List.of(ports.get(1), ports.get(0)))) {
      String key = writer.awaitLine(CacheProcess.READY, START);
      reader.awaitLine(CacheProcess.READY, START);
      return measure(side, round, key, writer, reader);
    }
  }

  private ChildProcess start(String role, SideName side, List<String> where) {
    List<String> arguments = new ArrayList<>(List.of(role, side.name(), role));
    arguments.addAll(where);
    started++;
    String name = role + "-" + started;
    return processes.start(
        name, new JavaCommand(processes.jvmOptions(name)).main(CacheProcess.class, arguments));
  }

  private Propagation measure(
      SideName side, int round, String key, ChildProcess writer, ChildProcess reader) {
    turn(1, key, settings.warmUpWrites, WARM_UP_PAUSE_MICROS, writer, reader);
    String[] words = turn(2, key, settings.writes, settings.pauseMicros, writer, reader);
    return new Propagation(
        side,
        round,
        settings.writes,
        Long.parseLong(words[0]),
        Long.parseLong(words[1]) / NANOS_PER_MS,
        Long.parseLong(words[2]) / NANOS_PER_MS,
        Long.parseLong(words[3]) / NANOS_PER_MS);
  }

  private static String[] turn(
      int number,
      String key,
      int writes,
      int pauseMicros,
      ChildProcess writer,
      ChildProcess reader) {
    long millis = writes * (long) pauseMicros / 1_000 * 3 / 2 + READ_ON_MS;
    writer.send("%s %d %d".formatted(key, writes, pauseMicros));
    reader.send("%s %d %d".formatted(key, writes, millis));
    writer.awaitLines(CacheProcess.RESULT, number, START);
    return reader.awaitLines(CacheProcess.RESULT, number, START).get(number - 1).split(" ", -1);
  }
}
