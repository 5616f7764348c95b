package dev.fieldsync.local.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.fieldsync.local.journey.ApiClient;
import dev.fieldsync.testing.Workspace;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.JsonNode;

/** How a story must end: all the same everywhere, and as the reference model says. */
final class StoryEnd {

  private final ApiClient gateway;
  private final Workspace workspace;
  private final String person;
  private final List<? extends Device> devices;

  StoryEnd(ApiClient gateway, Workspace workspace, String person, List<? extends Device> devices) {
    this.gateway = gateway;
    this.workspace = workspace;
    this.person = person;
    this.devices = devices;
  }

  /** Waits until everything was sent and fetched, and compares; says whatever differs. */
  void check(DeviceStory story) {
    String told = story.toString();
    for (Device device : devices) {
      await(told + ": " + device.name() + " sends everything")
          .atMost(Duration.ofSeconds(90))
          .until(() -> isSent(device));
    }
    List<Written> written =
        SentOperations.match(story.made(), devices, OperationsLog.firstArrivals(workspace, person));
    ReferenceModel model = new ReferenceModel(written);
    String context = told + "\n" + model.explained();
    assertThat(server()).as("the server; " + context).isEqualTo(model.tasks());
    for (Device device : devices) {
      assertThat(device.send("POST", "/api/sync", "").statusCode()).as(told).isEqualTo(200);
      assertThat(tasks(device.json("/api/tasks")))
          .as(device.name() + "; " + context)
          .isEqualTo(model.tasks());
      assertThat(versions(device.json("/api/tasks")))
          .as(device.name() + "'s versions; " + context)
          .isEqualTo(versions(gateway.get("/api/tasks", "X-Actor", person).json()));
      DeviceFile file = new DeviceFile(device.file());
      file.assertConsistent(device.name() + "; " + told);
      assertThat(without(model.unsure(), file.conflicts()))
          .as("conflicts that " + device.name() + " was told of; " + context)
          .isEqualTo(model.conflictsOf(device.name()));
    }
    Map<String, String> conflicts = serverConflicts();
    conflicts.keySet().removeAll(model.unsure());
    assertThat(conflicts).as("conflicts; " + context).isEqualTo(model.conflicts());
    assertThat(decided()).as("outcomes; " + context).isEqualTo(written.size());
    System.out.printf(
        "%s: %d changes of %d tasks, %d conflicts, %d of them unsure, %d batches%n",
        told,
        written.size(),
        written.stream().map(Written::taskId).distinct().count(),
        model.conflicts().size(),
        model.unsure().size(),
        devices.stream().mapToInt(device -> device.network().batches().size()).sum());
  }

  private static boolean isSent(Device device) {
    return device.send("POST", "/api/sync", "").statusCode() == 200
        && device.status().get("sync_queue_size").longValue() == 0
        && device.status().get("dead_letter_count").longValue() == 0;
  }

  private Map<String, String> server() {
    return tasks(gateway.get("/api/tasks", "X-Actor", person).json());
  }

  private static Map<String, String> tasks(JsonNode list) {
    Map<String, String> tasks = new TreeMap<>();
    list.forEach(
        task ->
            tasks.put(
                task.get("id").asString(),
                task.get("title").asString()
                    + (task.get("completed").booleanValue() ? " (completed)" : "")));
    return tasks;
  }

  private static Map<String, String> versions(JsonNode list) {
    Map<String, String> versions = new TreeMap<>();
    list.forEach(
        task ->
            versions.put(
                task.get("id").asString(), task.get("version") + " " + task.get("updated_at")));
    return versions;
  }

  private static Set<String> without(Set<String> unsure, List<String> conflicts) {
    return conflicts.stream()
        .filter(id -> !unsure.contains(id))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private Map<String, String> serverConflicts() {
    Map<String, String> winners = new TreeMap<>();
    String cursor = "";
    do {
      JsonNode page =
          gateway.get("/api/sync/conflicts?limit=200" + cursor, "X-Actor", person).json();
      page.get("items")
          .forEach(
              each ->
                  winners.put(each.get("operation_id").asString(), each.get("winner").asString()));
      cursor =
          page.get("nextCursor").isNull() ? "" : "&cursor=" + page.get("nextCursor").asString();
    } while (!cursor.isEmpty());
    return winners;
  }

  private int decided() {
    return new JdbcTemplate(workspace.dataSource())
        .queryForObject(
            """
            select count(*) from fieldsync.task_operation
             where owner = ? and status in ('applied', 'superseded')
            """,
            Integer.class,
            person);
  }
}
