package dev.fieldsync.local.device;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fieldsync.shared.json.Json;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What people do with several devices, and what happens to these meanwhile: no connection, lost
 * answers, wrong clocks, ends without warning. The seed decides all of it but the speed.
 */
final class DeviceStory {

  private static final List<Duration> CLOCK_ERRORS =
      List.of(
          Duration.ZERO,
          Duration.ofSeconds(3),
          Duration.ofSeconds(-3),
          Duration.ofSeconds(40),
          Duration.ofMinutes(10),
          Duration.ofHours(-1));

  private static final String SEED = "fieldsync.devices.seed";

  private final String name;
  private final Random random;
  private final List<? extends Device> devices;
  private final Runnable restartWorker;
  private final List<Made> made = new ArrayList<>();
  private final List<String> taskIds = new ArrayList<>();

  private DeviceStory(long seed, List<? extends Device> devices, Runnable restartWorker) {
    this.name = "Story -D" + SEED + "=" + seed;
    this.random = new Random(seed);
    this.devices = devices;
    this.restartWorker = restartWorker;
  }

  /**
   * Begins a story of its own, or the one that the system property {@value #SEED} names.
   *
   * @param restartWorker ends one of the server's workers and starts another
   */
  static DeviceStory of(List<? extends Device> devices, Runnable restartWorker) {
    DeviceStory story =
        new DeviceStory(Long.getLong(SEED, System.nanoTime()), devices, restartWorker);
    System.out.println(story);
    return story;
  }

  /** Says how to tell it again. */
  @Override
  public String toString() {
    return name;
  }

  /** What was made, in the order in which it was made. */
  List<Made> made() {
    return made;
  }

  /** Lets things happen; a worker is restarted on the way. */
  void tell(int steps) {
    int restartAt = random.nextInt(steps);
    for (int step = 0; step < steps; step++) {
      if (step == restartAt) {
        restartWorker.run();
      }
      Device device = devices.get(random.nextInt(devices.size()));
      int what = random.nextInt(100);
      if (what < 55) {
        write(device);
      } else if (what < 68) {
        device.network().up(random.nextBoolean());
      } else if (what < 76) {
        device.network().losesAnswers(random.nextBoolean());
      } else if (what < 84) {
        device.clockIsWrongBy(CLOCK_ERRORS.get(random.nextInt(CLOCK_ERRORS.size())));
      } else if (what < 88) {
        device.breakOffAndStartAgain();
        new DeviceFile(device.file()).assertConsistent(device.name() + " after it broke off");
      } else {
        int status = device.send("POST", "/api/sync", "").statusCode();
        assertThat(status).isIn(200, 503);
      }
    }
    devices.forEach(device -> device.network().up(true));
    devices.forEach(device -> device.network().losesAnswers(false));
  }

  private void write(Device device) {
    List<String> visible = List.copyOf(device.titles().keySet());
    int what = random.nextInt(100);
    String any = visible.isEmpty() ? "" : visible.get(random.nextInt(visible.size()));
    if (visible.size() < 2 || what < 15) {
      create(device, "");
    } else if (what < 22) {
      create(device, taskIds.get(random.nextInt(taskIds.size())));
    } else if (what < 80) {
      change(device, any);
    } else {
      delete(device, any);
    }
  }

  /** A task under an id that another device has given is the same task. */
  private void create(Device device, String id) {
    if (!id.isEmpty() && new DeviceFile(device.file()).knows(id)) {
      return;
    }
    String title = nextTitle(device);
    String wanted = id.isEmpty() ? "" : ",\"id\":\"" + id + "\"";
    HttpResponse<String> answer =
        device.send("POST", "/api/tasks", "{\"title\":\"" + title + "\"" + wanted + "}");
    if (answer.statusCode() == 409) {
      // It came in meanwhile.
      return;
    }
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    String taskId = Json.parse(answer.body()).get("id").asString();
    taskIds.add(taskId);
    made.add(new Made(device.name(), taskId, "create", title, false, null, null));
  }

  private void change(Device device, String id) {
    JsonNode seen = device.json("/api/tasks/" + id);
    String title = nextTitle(device);
    boolean completed = random.nextBoolean() ? random.nextBoolean() : isCompleted(seen);
    String body = "{\"title\":\"" + title + "\",\"completed\":" + completed + "}";
    Boolean change = completed == isCompleted(seen) ? null : completed;
    HttpResponse<String> answer = device.send("PUT", "/api/tasks/" + id, body);
    note(device, id, "update", title, change, seen, answer);
  }

  private static boolean isCompleted(JsonNode task) {
    return task.path("completed").asBoolean(false);
  }

  private void delete(Device device, String id) {
    JsonNode seen = device.json("/api/tasks/" + id);
    String title = seen.path("title").asString("");
    note(device, id, "delete", title, null, seen, device.send("DELETE", "/api/tasks/" + id, ""));
  }

  private void note(
      Device device,
      String id,
      String operation,
      String title,
      @Nullable Boolean completed,
      JsonNode seen,
      HttpResponse<String> answer) {
    if (answer.statusCode() == 404) {
      // Another device's deletion came in meanwhile.
      return;
    }
    assertThat(answer.statusCode()).as(answer.body()).isIn(200, 204);
    JsonNode version = seen.path("version");
    made.add(
        new Made(
            device.name(),
            id,
            operation,
            title,
            completed,
            seen.path("title").asString(""),
            version.isIntegralNumber() ? version.longValue() : null));
  }

  private String nextTitle(Device device) {
    return device.name() + "-" + made.size() + "-" + random.nextInt(1_000_000);
  }
}
