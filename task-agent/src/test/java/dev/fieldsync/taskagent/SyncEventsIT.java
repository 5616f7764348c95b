package dev.fieldsync.taskagent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who watches sees a sync go on. */
class SyncEventsIT {

  @TempDir Path folder;

  @Test
  void theStreamTellsOfEachBatchAndOfTheEnd() throws Exception {
    try (FakeServer server = new FakeServer();
        AgentHarness agent =
            new AgentHarness(
                folder.resolve("tasks.db"),
                server.url(),
                "--fieldsync.agent.sync-interval=1h",
                "--fieldsync.agent.probe-interval=100ms",
                "--fieldsync.agent.sync-batch-size=2")) {
      agent.send("PUT", "/api/connection", "{\"offline\":true}");
      for (int i = 0; i < 5; i++) {
        agent.send("POST", "/api/tasks", "{\"title\":\"t\"}");
      }
      List<String> lines = new CopyOnWriteArrayList<>();
      agent.watch("/api/sync/events", lines::add);

      agent.send("PUT", "/api/connection", "{\"offline\":false}");

      await().until(() -> progress(lines).stream().anyMatch(each -> each.contains("pulled")));
      await()
          .untilAsserted(
              () ->
                  assertThat(progress(lines))
                      .anyMatch(each -> each.contains("\"total\":5,\"synced_items\":2"))
                      .anyMatch(each -> each.contains("\"total\":5,\"synced_items\":4"))
                      .anyMatch(each -> each.contains("\"total\":5,\"synced_items\":5")));
      await().until(() -> lines.get(lines.size() - 1).isEmpty() && lines.contains("event:status"));
    }
  }

  private static List<String> progress(List<String> lines) {
    return lines.stream().filter(line -> line.startsWith("data:{\"total\"")).toList();
  }
}
