package dev.fieldsync.local.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import dev.fieldsync.local.journey.TaskBatch;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A person's tasks, and what became of what their devices sent. */
class TasksIT {

  @RegisterExtension static final Dashboard DASHBOARD = new Dashboard();

  @Test
  void tasksAreMadeDoneAndDeleted() {
    Window window = DASHBOARD.open("Tessa", "#/tasks");
    assertThat(window.page().getByText("There is nothing to do.")).isVisible();
    window.field("New task").fill("Look at the roof");
    window.button("Add").click();
    Locator task = window.find(".task");
    assertThat(task).containsText("Look at the roof");
    assertThat(window.heading("1 open task")).isVisible();
    window.assertEveryControlIsReachedByKeyboardAndHasAName();
    task.getByRole(AriaRole.CHECKBOX).check();
    assertThat(window.heading("No open tasks")).isVisible();
    assertThat(task).hasAttribute("data-done", "true");
    window.button("Delete Look at the roof").click();
    window.button("Delete").click();
    assertThat(window.page().getByText("There is nothing to do.")).isVisible();
  }

  @Test
  void bothSidesOfAConflictAndTheDevicesAreShown() {
    UUID task = UUID.randomUUID();
    Instant now = Instant.now();
    send("Phone", new TaskBatch("Phone").with(task, "create", now.minusSeconds(60), "Roof"));
    send("Tablet", new TaskBatch("Tablet").with(task, "update", now.minusSeconds(30), "Cellar"));
    Window window = DASHBOARD.open("Devi", "#/tasks");

    Locator sides = window.find(".sync-conflicts .side");
    assertThat(sides.nth(0)).containsText("From Tablet");
    assertThat(sides.nth(0)).containsText("Cellar");
    assertThat(sides.nth(0)).containsText("stands");
    assertThat(sides.nth(1)).containsText("Roof");
    Locator devices = window.find("fs-devices li");
    assertThat(devices.nth(0)).containsText("Tablet");
    assertThat(devices.nth(0)).containsText("1 change, 1 conflict");
    assertThat(devices.nth(1)).containsText("Phone");
    window.assertFitsAPhone();

    window.field("You are").fill("Somebody else");
    window.field("You are").blur();
    assertThat(window.page().getByText("There is nothing to do.")).isVisible();
    assertThat(window.page().getByText("None has sent a change yet.")).isVisible();
  }

  private static void send(String device, TaskBatch batch) {
    assertThat(DASHBOARD.api().post("/api/sync/batch", batch.sealed(), "X-Actor", "Devi").status())
        .as(device)
        .isEqualTo(200);
  }
}
