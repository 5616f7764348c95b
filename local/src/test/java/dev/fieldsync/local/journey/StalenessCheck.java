package dev.fieldsync.local.journey;

import dev.fieldsync.local.journey.ApiClient.Answer;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

/**
 * Random writers and readers that know the system from outside only. Each read is held against the
 * newest version that anybody was told of before the read was sent. An update that was answered
 * with 202 counts from when its status says that it is applied.
 */
final class StalenessCheck implements AutoCloseable {

  private static final int TEMPLATES = 8;
  private static final int WRITERS = 3;
  private static final int READERS_PER_GATEWAY = 3;
  private static final long WRITE_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(15);

  private final List<ApiClient> gateways;
  private final long seed;
  private final List<String> paths;
  private final AtomicLongArray acknowledged = new AtomicLongArray(TEMPLATES);
  private final Queue<String> violations = new ConcurrentLinkedQueue<>();
  private final AtomicIntegerArray readsByGateway;
  private final AtomicInteger writes = new AtomicInteger();
  private final AtomicInteger hits = new AtomicInteger();
  private final AtomicInteger failed = new AtomicInteger();
  private final AtomicInteger aged = new AtomicInteger();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<CompletableFuture<?>> running = new ArrayList<>();
  private volatile boolean stopped;

  StalenessCheck(List<ApiClient> gateways, long seed) {
    this.gateways = gateways;
    this.seed = seed;
    this.readsByGateway = new AtomicIntegerArray(gateways.size());
    this.paths =
        IntStream.range(0, TEMPLATES)
            .mapToObj(i -> gateways.get(0).post("/api/templates", "{\"name\":\"T\"}"))
            .map(created -> created.header("Location"))
            .toList();
    IntStream.range(0, TEMPLATES).forEach(i -> acknowledged.set(i, 1));
  }

  void start() {
    for (int writer = 0; writer < WRITERS; writer++) {
      Random random = new Random(seed + writer);
      running.add(CompletableFuture.runAsync(() -> repeat(() -> write(random)), threads));
    }
    for (int reader = 0; reader < READERS_PER_GATEWAY * gateways.size(); reader++) {
      Random random = new Random(seed + 1_000 + reader);
      int gateway = reader % gateways.size();
      running.add(CompletableFuture.runAsync(() -> repeat(() -> read(gateway, random)), threads));
    }
  }

  /** Reads that were answered and checked. */
  int reads() {
    return IntStream.range(0, gateways.size()).map(readsByGateway::get).sum();
  }

  int reads(int gateway) {
    return readsByGateway.get(gateway);
  }

  int writes() {
    return writes.get();
  }

  List<String> violations() {
    return List.copyOf(violations);
  }

  double hitRate() {
    return hits.get() / (double) reads();
  }

  /** Says what happened, in one line. */
  String summary() {
    return "seed %d: %d reads checked, %.1f %% from memory, %d acknowledged updates, %d reads of which somebody wrote meanwhile, %d requests without an answer, %d stale"
        .formatted(
            seed,
            reads(),
            100 * hitRate(),
            writes.get(),
            aged.get(),
            failed.get(),
            violations.size());
  }

  private void repeat(Runnable request) {
    while (!stopped) {
      try {
        request.run();
      } catch (UncheckedIOException e) {
        failed.incrementAndGet();
      }
    }
  }

  private void read(int gateway, Random random) {
    int template = random.nextInt(TEMPLATES);
    long before = acknowledged.get(template);
    Answer answer = gateways.get(gateway).get(paths.get(template));
    if (answer.status() != 200) {
      failed.incrementAndGet();
      return;
    }
    long version = number(answer.header("ETag").replace("\"", ""));
    boolean hit = answer.header("X-Cache").equals("HIT");
    readsByGateway.incrementAndGet(gateway);
    if (hit) {
      hits.incrementAndGet();
    }
    if (acknowledged.get(template) > before) {
      aged.incrementAndGet();
    }
    if (version < before) {
      violations.add(
          "gateway %d served version %d of template %d (X-Cache %s); %d had been acknowledged before"
              .formatted(gateway, version, template, answer.header("X-Cache"), before));
    }
  }

  private void write(Random random) {
    int template = random.nextInt(TEMPLATES);
    Answer answer =
        any(random)
            .patch(
                paths.get(template),
                "{\"name\":\"%d\"}".formatted(random.nextInt()),
                "Prefer",
                "return=minimal");
    if (answer.status() == 200) {
      acknowledge(template, answer.text("newVersion"));
    } else if (answer.status() == 202) {
      awaitApplied(template, answer.text("statusUrl"), random);
    } else {
      failed.incrementAndGet();
    }
    LockSupport.parkNanos(WRITE_PAUSE_NANOS);
  }

  private void awaitApplied(int template, String statusUrl, Random random) {
    while (!stopped) {
      Answer status = any(random).get(statusUrl);
      if (status.status() == 200 && status.text("status").equals("applied")) {
        acknowledge(template, status.text("version"));
        return;
      }
      LockSupport.parkNanos(WRITE_PAUSE_NANOS);
    }
  }

  private void acknowledge(int template, String version) {
    acknowledged.accumulateAndGet(template, number(version), Math::max);
    writes.incrementAndGet();
  }

  private ApiClient any(Random random) {
    return gateways.get(random.nextInt(gateways.size()));
  }

  private static long number(String version) {
    return Long.parseLong(version.substring(0, version.indexOf('-')));
  }

  @Override
  public void close() {
    stop();
  }

  /** Ends the load; returns when every request has its answer. */
  void stop() {
    stopped = true;
    threads.shutdown();
    CompletableFuture.allOf(running.toArray(CompletableFuture[]::new)).join();
  }
}
