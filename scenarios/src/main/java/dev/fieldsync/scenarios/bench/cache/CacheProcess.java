package dev.fieldsync.scenarios.bench.cache;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * One of the two processes: arguments are the role, the side, its name and what it connects to. The
 * writer writes the time, the reader reads until it sees another one. Both clocks are the machine's
 * monotonic one, which is the same in all of its processes.
 */
public final class CacheProcess {

  static final String READY = "READY ";
  static final String RESULT = "RESULT ";
  static final String WRITER = "writer";
  static final String READER = "reader";

  private static final long JOINED_POLL_NANOS = 10_000_000;
  private static final long READ_POLL_NANOS = 20_000;
  private static final long MAX_NANOS = 60_000_000_000L;
  private static final int DIGITS = 3;

  private CacheProcess() {}

  /** Runs until its input ends. */
  public static void main(String[] arguments) throws IOException {
    SideName side = SideName.valueOf(arguments[1]);
    List<String> where = Arrays.asList(arguments).subList(3, arguments.length);
    try (SharedCache cache = open(side, arguments[2], where);
        BufferedReader input =
            new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
      while (cache.others() < 1) {
        LockSupport.parkNanos(JOINED_POLL_NANOS);
      }
      System.out.println(READY + (arguments[0].equals(WRITER) ? cache.key() : ""));
      String line = input.readLine();
      while (line != null) {
        run(arguments[0], cache, line.split(" ", -1));
        line = input.readLine();
      }
    }
  }

  private static SharedCache open(SideName side, String node, List<String> where) {
    return switch (side) {
      case KAFKA -> SynchronizedCache.overKafka(node, where.get(0), where.get(1));
      case JGROUPS -> SynchronizedCache.overJGroups(node, ports(where));
      case HAZELCAST -> new HazelcastCache(ports(where), false);
      case HAZELCAST_BATCHING -> new HazelcastCache(ports(where), true);
    };
  }

  private static List<Integer> ports(List<String> where) {
    return where.stream().map(Integer::valueOf).toList();
  }

  private static void run(String role, SharedCache cache, String[] words) {
    String key = words[0];
    int number = Integer.parseInt(words[1]);
    if (role.equals(WRITER)) {
      write(cache, key, number, Long.parseLong(words[2]) * 1_000);
      System.out.println(RESULT + "written");
    } else {
      Histogram delays = read(cache, key, Long.parseLong(words[2]) * 1_000_000);
      System.out.printf(
          RESULT + "%d %d %d %d%n",
          delays.getTotalCount(),
          delays.getValueAtPercentile(50),
          delays.getValueAtPercentile(99),
          delays.getMaxValue());
    }
  }

  private static void write(SharedCache cache, String key, int number, long pauseNanos) {
    for (int i = 0; i < number; i++) {
      cache.put(key, System.nanoTime());
      LockSupport.parkNanos(pauseNanos);
    }
  }

  /** Reads for a while; a value that is gone before it was seen counts with the next one. */
  private static Histogram read(SharedCache cache, String key, long nanos) {
    Histogram delays = new Histogram(MAX_NANOS, DIGITS);
    @Nullable Long last = cache.get(key);
    long end = System.nanoTime() + nanos;
    long now = System.nanoTime();
    while (now < end) {
      Long value = cache.get(key);
      now = System.nanoTime();
      if (value != null && !value.equals(last)) {
        delays.recordValue(Math.max(0, Math.min(MAX_NANOS, now - value)));
        last = value;
      }
      LockSupport.parkNanos(READ_POLL_NANOS);
    }
    return delays;
  }
}
