package dev.fieldsync.local.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.fieldsync.gateway.events.TemplateEventTail;
import dev.fieldsync.local.JavaProcess;
import dev.fieldsync.local.journey.Cluster.GatewayProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.function.IntSupplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Promise: a read that starts after an update was acknowledged to anyone never returns an older
 * version, through any number of gateways; and still four of five reads come from memory. Also
 * while a gateway is paused in the middle of whatever it does, hears no events, or workers are
 * killed.
 */
class NeverStaleReadsIT {

  private static final int PAUSED = 0;
  private static final int DEAF = 2;

  @TempDir Path temporary;

  private final List<JavaProcess> gateways = new ArrayList<>();
  private final Queue<JavaProcess> workers = new ArrayDeque<>();

  @Test
  void noReadIsStaleWhenAGatewayIsPausedOrDeaf() throws Exception {
    run(2_000, Duration.ofSeconds(2), false);
  }

  @Test
  @Tag("fault")
  void noneOfTwoHundredThousandReadsIsStaleWhateverFails() throws Exception {
    run(200_000, Duration.ofSeconds(10), true);
  }

  private void run(int reads, Duration fault, boolean killWorkers) throws Exception {
    try (Cluster cluster = new Cluster()) {
      workers.add(cluster.startWorkerProcess(temporary));
      GatewayProcess paused = startGatewayProcess(cluster);
      ApiClient other =
          killWorkers ? startGatewayProcess(cluster).client() : cluster.startGateway();
      ApiClient deaf = cluster.startGateway();
      TemplateEventTail events = cluster.lastServiceBean(TemplateEventTail.class);
      try (StalenessCheck check =
          new StalenessCheck(List.of(paused.client(), other, deaf), System.nanoTime())) {
        check.start();
        awaitMore(check::reads, reads / 4);

        paused.process().pause();
        hold(fault);
        paused.process().resume();
        awaitMore(() -> check.reads(PAUSED), reads / 20);

        events.stop();
        awaitMore(() -> check.reads(DEAF), reads / 20);
        hold(fault);
        events.start();
        awaitMore(() -> check.reads(DEAF), reads / 20);

        if (killWorkers) {
          killWorkers(cluster, check);
        }
        awaitMore(check::reads, Math.max(0, reads - check.reads()));
        check.stop();

        System.out.println("NeverStaleReadsIT " + check.summary());
        assertThat(check.violations()).isEmpty();
        assertThat(check.reads()).isGreaterThanOrEqualTo(reads);
        assertThat(check.writes()).isGreaterThan(reads / 200);
        assertThat(check.hitRate()).isGreaterThan(0.8);
      }
    } finally {
      gateways.forEach(JavaProcess::close);
      workers.forEach(JavaProcess::close);
    }
  }

  private GatewayProcess startGatewayProcess(Cluster cluster) throws IOException {
    GatewayProcess gateway = cluster.startGatewayProcess(temporary);
    gateways.add(gateway.process());
    return gateway;
  }

  private void killWorkers(Cluster cluster, StalenessCheck check) throws IOException {
    for (int kill = 0; kill < 3; kill++) {
      workers.add(cluster.startWorkerProcess(temporary));
      awaitMore(check::writes, 200);
      workers.remove().kill();
      awaitMore(check::writes, 50);
    }
  }

  private static void awaitMore(IntSupplier count, int more) {
    int enough = count.getAsInt() + more;
    await()
        .pollInterval(Duration.ofMillis(20))
        .atMost(Duration.ofMinutes(10))
        .until(() -> count.getAsInt() >= enough);
  }

  /** A fault has to last for a while to be one. */
  private static void hold(Duration time) {
    await().pollDelay(time).atMost(time.plusSeconds(10)).until(() -> true);
  }
}
