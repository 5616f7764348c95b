package dev.fieldsync.taskagent.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.fieldsync.taskagent.AgentHarness;
import dev.fieldsync.taskagent.FakeServer;
import dev.fieldsync.taskagent.FakeServer.Mood;
import java.io.IOException;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;

/** What a person does on the page, in a browser. */
class PageIT {

  private static final String SYNCED = "Synced";
  private static final String WAITING = "Waiting";

  @TempDir static Path folder;
  private static Browser browser;
  private static FakeServer server;
  private static AgentHarness agent;
  private Page page;

  @BeforeAll
  static void start() throws IOException {
    browser = Browser.start();
    server = new FakeServer();
    agent = agent(0);
  }

  @AfterAll
  static void stop() {
    if (browser != null) {
      agent.close();
      server.close();
      browser.close();
    }
  }

  @BeforeEach
  void open() {
    page = browser.open(agent.url());
    assertThat(page.locator("#connection")).containsText("Online.");
  }

  @AfterEach
  void close() {
    page.context().close();
    server.mood(Mood.GOOD);
    agent.send("PUT", "/api/connection", "{\"offline\":false}");
    agent.send("POST", "/api/sync", "");
    JdbcTemplate file = agent.bean(JdbcTemplate.class);
    file.update("delete from sync_queue");
    file.update("delete from task");
  }

  private static AgentHarness agent(int port) {
    return new AgentHarness(
        folder.resolve("tasks.db"),
        server.url(),
        "--server.port=" + port,
        "--fieldsync.agent.probe-interval=100ms",
        "--fieldsync.agent.retry-delay=50ms",
        "--fieldsync.agent.sync-interval=1h");
  }

  private Locator button(String name) {
    return page.getByRole(
        AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
  }

  private Locator section(String name) {
    return page.getByRole(AriaRole.REGION, new Page.GetByRoleOptions().setName(name));
  }

  private Locator task(String title) {
    return page.locator("#task-list > li").filter(new Locator.FilterOptions().setHasText(title));
  }

  private void add(String title) {
    page.getByLabel("New task").fill(title);
    page.keyboard().press("Enter");
    assertThat(task(title)).isVisible();
  }

  private void offline(boolean offline) {
    page.getByRole(AriaRole.SWITCH).setChecked(offline);
    assertThat(page.locator("#connection")).containsText(offline ? "Working offline" : "Online.");
  }

  @Test
  void aTaskIsAddedEditedCompletedAndDeletedAndTheServerHasIt() {
    assertThat(page.getByText("There is nothing to do yet")).isVisible();
    page.getByLabel("Description").fill("North side");
    add("Roof");
    assertThat(task("Roof")).containsText("North side");
    assertThat(task("Roof")).containsText(SYNCED);
    assertThat(page.getByLabel("New task")).isFocused();
    assertThat(page.getByLabel("New task")).hasValue("");

    button("Edit Roof").click();
    assertThat(page.getByLabel("Title")).isFocused();
    page.keyboard().press("End");
    page.keyboard().type(" and gutter");
    page.keyboard().press("Enter");
    assertThat(button("Edit Roof and gutter")).isFocused();
    page.getByRole(AriaRole.CHECKBOX, new Page.GetByRoleOptions().setName("Roof and gutter"))
        .check();
    assertThat(task("Roof and gutter")).hasClass(Pattern.compile("done"));
    assertThat(task("Roof and gutter")).containsText(SYNCED);
    String id = agent.json("/api/tasks").get(0).get("id").asString();
    assertThat(server.task(id).get("title").asString()).isEqualTo("Roof and gutter");
    assertThat(server.task(id).get("completed").booleanValue()).isTrue();
    assertThat(server.task(id).get("description").asString()).isEqualTo("North side");

    button("Delete Roof and gutter").click();
    assertThat(button("Keep")).isFocused();
    button("Delete").click();
    assertThat(task("Roof")).hasCount(0);
    assertThat(page.getByLabel("New task")).isFocused();
    await().until(() -> server.task(id).get("is_deleted").booleanValue());
    assertThat(page.getByText("Nothing waits")).isVisible();
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  void whatIsDoneOfflineIsInTheQueueAndGoesOutWhenThePersonIsOnlineAgain() {
    offline(true);
    add("Cellar");
    assertThat(task("Cellar")).containsText(WAITING);
    assertThat(section("Waiting to be sent")).containsText("Add “Cellar”");
    assertThat(page.locator("#connection")).containsText("1 change is safe on this device");
    button("Sync now").click();
    assertThat(page.locator("#sync-problem")).containsText("This device was set to be offline.");
    assertThat(server.batches().toString()).doesNotContain("Cellar");

    offline(false);

    assertThat(task("Cellar")).containsText(SYNCED);
    assertThat(page.getByText("Nothing waits")).isVisible();
    button("Sync now").click();
    assertThat(page.locator("#sync-note")).containsText("Synced: 0 changes sent.");
    assertThat(page.locator("#sync-problem")).isEmpty();
  }

  @Test
  void whatTheServerDoesNotAcceptIsShownWithItsReasonAndCanBeSentAgain() {
    server.mood(Mood.POISON);
    add("poison");

    assertThat(task("poison")).containsText("Not accepted");
    Locator letters = section("Not accepted by the server");
    assertThat(letters).containsText("Add “poison”");
    assertThat(letters).containsText("The server said: no");
    server.mood(Mood.GOOD);
    button("Send again: Add “poison”").click();

    assertThat(letters).containsText("1 change is in the queue again.");
    assertThat(task("poison")).containsText(SYNCED);
    assertThat(letters.getByText("Nothing was refused.")).isVisible();
  }

  @Test
  void whatTheServerDoesNotAcceptIsDiscardedAfterAQuestion() {
    add("Wall");
    assertThat(task("Wall")).containsText(SYNCED);
    server.mood(Mood.POISON);
    button("Edit Wall").click();
    page.getByLabel("Title").fill("poison");
    button("Save").click();
    button("Discard: Change “poison”").click();
    assertThat(button("Keep")).isFocused();
    button("Keep").click();
    assertThat(button("Discard: Change “poison”")).isFocused();
    server.mood(Mood.GOOD);

    button("Discard: Change “poison”").click();
    button("Discard").click();

    Locator letters = section("Not accepted by the server");
    assertThat(letters).containsText("The change was discarded.");
    assertThat(letters.getByText("Nothing was refused.")).isVisible();
    assertThat(task("Wall")).containsText(SYNCED);
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  void aConflictShowsBothSidesAndTheSideThatLostCanBeTakenBack() {
    add("Fence");
    assertThat(task("Fence")).containsText(SYNCED);
    String id = agent.json("/api/tasks").get(0).get("id").asString();
    offline(true);
    button("Edit Fence").click();
    page.getByLabel("Title").fill("Fence, west");
    button("Save").click();
    server.changeByOther(id, "Fence, east");
    server.mood(Mood.CONFLICTS);
    offline(false);

    Locator conflicts = section("Changed in two places");
    assertThat(conflicts.locator("table").first()).containsText("Fence, west");
    assertThat(conflicts.locator("table").last()).containsText("Fence, east");
    assertThat(conflicts.locator("table").last()).containsText("Stands");
    assertThat(task("Fence, east")).containsText("Conflict");
    server.mood(Mood.GOOD);
    button("Use my version").click();

    assertThat(task("Fence, west")).containsText(SYNCED);
    assertThat(task("Fence, west").getByText("Conflict")).isHidden();
    assertThat(server.task(id).get("title").asString()).isEqualTo("Fence, west");
  }

  @Test
  void whatIsBeingTypedSurvivesThatTheTaskChangesAndGoesAway() {
    add("Door");
    assertThat(task("Door")).containsText(SYNCED);
    String id = agent.json("/api/tasks").get(0).get("id").asString();
    button("Edit Door").click();
    page.getByLabel("Title").fill("Door, half typed");
    server.changeByOther(id, "Gate");
    agent.send("POST", "/api/sync", "");

    assertThat(page.locator(".hint")).containsText("it is now “Gate”");
    assertThat(page.getByLabel("Title")).hasValue("Door, half typed");
    assertThat(page.getByLabel("Title")).isFocused();
    agent.send("DELETE", "/api/tasks/" + id, "");
    assertThat(page.locator(".hint")).containsText("was deleted");
    button("Save").click();
    assertThat(page.locator(".task-editor .problem")).containsText("There is no task");
    assertThat(page.getByLabel("Title")).hasValue("Door, half typed");
    page.keyboard().press("Escape");
    assertThat(page.locator("#task-list > li")).hasCount(0);
  }

  @Test
  void whatTheAgentRefusesIsSaidWhereItWasCausedAndStaysTyped() {
    page.getByLabel("Description").fill("Kept");
    page.getByLabel("New task").fill("  ");
    button("Add task").click();

    assertThat(page.locator("#new-problem"))
        .hasText("title must be a text of 1 to 500 characters, not blank.");
    assertThat(page.getByLabel("Description")).hasValue("Kept");
    assertThat(page.getByLabel("New task")).isFocused();
  }

  @Test
  void theTextOfATaskIsNeverReadAsHtml() {
    String text = "<img src=x onerror=alert(1)><script>alert(2)</script>";
    page.onDialog(dialog -> assertThat(dialog.message()).as("a script ran").isNull());
    offline(true);
    add(text);

    assertThat(section("Waiting to be sent")).containsText(text);
    assertThat(page.locator("main img, main script")).hasCount(0);
    assertThat(agent.get("/").headers().firstValue("Content-Security-Policy"))
        .hasValueSatisfying(policy -> assertThat(policy).startsWith("default-src 'none'"));
  }

  @Test
  void aServerThatIsAwayAndAnAgentThatIsGoneAreSaidAndFoundAgain() {
    server.mood(Mood.OUT_OF_ORDER);
    page.getByLabel("New task").fill("Patient");
    page.keyboard().press("Enter");
    assertThat(page.locator("#connection")).containsText("Server away since");
    assertThat(page.locator("#connection")).containsText("1 change is safe on this device");
    server.mood(Mood.GOOD);
    assertThat(page.locator("#connection")).containsText("Online.");
    assertThat(task("Patient")).containsText(SYNCED);

    int port = agent.url().getPort();
    agent.close();
    assertThat(page.locator("#connection"))
        .containsText("The agent on this device does not answer");
    page.getByLabel("New task").fill("Not lost");
    button("Add task").click();
    assertThat(page.locator("#new-problem")).containsText("nothing was changed");
    agent = agent(port);
    assertThat(page.locator("#connection")).containsText("Online.");
    button("Add task").click();
    assertThat(task("Not lost")).containsText(SYNCED);
  }
}
