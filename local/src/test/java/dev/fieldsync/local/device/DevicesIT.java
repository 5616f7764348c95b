package dev.fieldsync.local.device;

import dev.fieldsync.local.journey.ApiClient;
import dev.fieldsync.local.journey.Cluster;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Promise: whatever happens to several devices of one person, and whatever their clocks say, in the
 * end all of them and the server have the same tasks, no operation is lost or applied twice, and
 * each conflict was won by the write that the rule names.
 */
class DevicesIT {

  private static final int STEPS = 90;
  private static final Cluster CLUSTER = new Cluster();
  private static final List<ConfigurableApplicationContext> WORKERS = new ArrayList<>();
  private static ApiClient gateway;

  @TempDir Path folder;

  @BeforeAll
  static void start() {
    gateway = CLUSTER.startGateway("fieldsync.gateway.tasks.apply-timeout=1s");
    WORKERS.add(CLUSTER.startWorker());
    WORKERS.add(CLUSTER.startWorker());
    CLUSTER.awaitTaskAssignment();
  }

  @AfterAll
  static void stop() {
    CLUSTER.close();
  }

  @RepeatedTest(2)
  void allDevicesAndTheServerEndEqualAndEachConflictHasTheRightWinner() {
    String person = "Person " + UUID.randomUUID();
    List<Device> devices = new ArrayList<>();
    try {
      for (String name : List.of("phone", "tablet", "laptop")) {
        devices.add(
            new DeviceHere(
                name, folder, person, gateway.port(), "fieldsync.agent.sync-batch-size=4"));
      }
      DeviceStory story = DeviceStory.of(devices, DevicesIT::restartWorker);
      story.tell(STEPS);
      new StoryEnd(gateway, CLUSTER.workspace(), person, devices).check(story);
    } finally {
      devices.forEach(Device::close);
    }
  }

  private static void restartWorker() {
    WORKERS.remove(0).close();
    WORKERS.add(CLUSTER.startWorker());
  }
}
