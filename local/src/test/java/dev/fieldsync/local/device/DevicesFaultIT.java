package dev.fieldsync.local.device;

import dev.fieldsync.local.JavaProcess;
import dev.fieldsync.local.journey.ApiClient;
import dev.fieldsync.local.journey.Cluster;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The promise of {@link DevicesIT} with long stories, and with devices and workers that are
 * processes and killed.
 */
@Tag("fault")
class DevicesFaultIT {

  private static final List<String> NAMES = List.of("phone", "tablet", "laptop", "watch");

  @TempDir Path folder;

  @Test
  void longStoriesEndAsTheyMust() {
    try (Cluster cluster = new Cluster()) {
      ApiClient gateway = cluster.startGateway("fieldsync.gateway.tasks.apply-timeout=1s");
      Deque<AutoCloseable> workers = new ArrayDeque<>();
      workers.add(cluster.startWorker());
      workers.add(cluster.startWorker());
      cluster.awaitTaskAssignment();
      for (int i = 0; i < 8; i++) {
        String person = "Person " + UUID.randomUUID();
        List<Device> devices = new ArrayList<>();
        try {
          for (String name : NAMES) {
            devices.add(
                new DeviceHere(
                    name + i,
                    folder,
                    person,
                    gateway.port(),
                    "fieldsync.agent.sync-batch-size=" + (1 + i % 5)));
          }
          tell(
              cluster,
              gateway,
              person,
              devices,
              300,
              () -> {
                close(workers.remove());
                workers.add(cluster.startWorker());
              });
        } finally {
          devices.forEach(Device::close);
        }
      }
    }
  }

  @Test
  void killedDevicesAndWorkersChangeNothingAboutTheEnd() throws Exception {
    try (Cluster cluster = new Cluster()) {
      ApiClient gateway = cluster.startGateway("fieldsync.gateway.tasks.apply-timeout=1s");
      Deque<JavaProcess> workers = new ArrayDeque<>();
      workers.add(cluster.startWorkerProcess(folder));
      workers.add(cluster.startWorkerProcess(folder));
      List<Device> devices = new ArrayList<>();
      try {
        String person = "Person " + UUID.randomUUID();
        for (String name : NAMES) {
          devices.add(new DeviceProcess(name, folder, person, gateway.port()));
        }
        tell(
            cluster,
            gateway,
            person,
            devices,
            300,
            () -> {
              workers.remove().kill();
              try {
                workers.add(cluster.startWorkerProcess(folder));
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            });
      } finally {
        devices.forEach(Device::close);
        workers.forEach(JavaProcess::close);
      }
    }
  }

  private static void tell(
      Cluster cluster,
      ApiClient gateway,
      String person,
      List<Device> devices,
      int steps,
      Runnable restartWorker) {
    DeviceStory story = DeviceStory.of(devices, restartWorker);
    story.tell(steps);
    new StoryEnd(gateway, cluster.workspace(), person, devices).check(story);
  }

  private static void close(AutoCloseable worker) {
    try {
      worker.close();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
