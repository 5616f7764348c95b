package dev.fieldsync.local.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

/** How much goes through and how long it takes, in all and for a single update. */
class PerformanceIT {

  private static final Pattern NUMBER = Pattern.compile("\\d");

  /** What each line shows that was before the page was opened. */
  private static final String BEFORE_THE_PAGE =
      """
      async () => {
        const { statsHistory } = await import("/app/performance/stats-history.js");
        const before = statsHistory.samples.filter(each => each.at < performance.timeOrigin / 1_000);
        return ["rate", "pending", "jobs"].filter(key => before.some(each => each[key] != null));
      }
      """;

  @RegisterExtension static final Dashboard DASHBOARD = new Dashboard();

  @Test
  void graphsQueueAndStatesShowWhatTheSystemDoes() {
    String id = DASHBOARD.inspection("Measured");
    await().until(() -> latestSample().path("pendingUpdates").isNumber());
    Window window = DASHBOARD.openNew("Anna", "#/performance");
    DASHBOARD.change(id, "Anna", "{\"name\": \"Measured again\"}");

    assertThat(window.find("fs-line-chart canvas")).hasCount(3);
    for (String chart : new String[] {"Throughput", "Latency", "Waiting"}) {
      assertThat(chart(window, chart).locator("strong").first()).containsText(NUMBER);
    }
    assertThat(chart(window, "Latency").locator("strong")).hasCount(3);
    assertThat(window.page().evaluate(BEFORE_THE_PAGE))
        .isEqualTo(List.of("rate", "pending", "jobs"));
    assertThat(window.find("[data-list=partitions] li")).hasCount(4);
    assertThat(window.find("[data-list=workers] li")).hasCount(3);
    assertThat(window.find("[data-list=workers]")).containsText("update-worker");
    assertThat(window.region("Updates").locator("dd").nth(1)).containsText(NUMBER);
    assertThat(window.region("Campaigns").locator("dd").last()).hasText("1");

    window.assertFitsAPhone();
    chart(window, "Throughput").locator(".plot").hover();
    assertThat(chart(window, "Throughput").locator("strong"))
        .containsText(Pattern.compile("[\\d–]"));
  }

  @Test
  void theWayOfAnUpdateIsShownFromAcceptanceToAnswer() {
    String id = DASHBOARD.inspection("On its way");
    Window window = DASHBOARD.open("Anna", "#/performance").live();
    DASHBOARD.change(id, "Wanderer", "{\"name\": \"Arrived\"}");

    Locator row =
        window.find(".ways li").filter(new Locator.FilterOptions().setHasText("Wanderer"));
    assertThat(row).containsText("applied");
    assertThat(row).containsText("ms");
    row.getByRole(AriaRole.LINK).click();

    Locator waterfall = window.find(".waterfall");
    for (String stretch : new String[] {"Accepted", "In the queue", "Attempt 1", "Answered"}) {
      assertThat(waterfall).containsText(stretch);
    }
    assertThat(waterfall).containsText("committed");
    assertThat(window.region("About it")).containsText("Wanderer");
    window.assertFitsAPhone();
    window.link("← Performance").click();
    assertThat(window.heading("Performance")).isVisible();
    assertThat(row).isVisible();
  }

  @Test
  void anUpdateThatWasRefusedIsFoundByItsId() {
    String id = DASHBOARD.inspection("Refused");
    String before = DASHBOARD.read(id).get("version").asString();
    DASHBOARD.change(id, "Anna", "{\"name\": \"Changed\"}");
    String updateId =
        DASHBOARD
            .api()
            .patch("/api/templates/" + id, "{\"name\": \"Late\"}", "If-Match", '"' + before + '"')
            .json()
            .get("updateId")
            .asString();

    Window window = DASHBOARD.open("Anna", "#/performance");
    window.field("Id of an update").fill(updateId);
    window.page().keyboard().press("Enter");

    assertThat(window.find(".view-head .badge")).hasText("conflict");
    assertThat(window.find(".waterfall")).containsText("Attempt 1");
    assertThat(window.find(".problem")).containsText("VersionConflictError");
  }

  @Test
  void attemptsAndTheWaitsBetweenThemAreStretchesOfTheirOwn() {
    Window window = DASHBOARD.open("Anna", "#/performance").live();

    Object stretches =
        window
            .page()
            .evaluate(
                """
                async () => {
                  const { Ways, wayOf, stretches } = await import("/app/performance/ways.js");
                  const at = ms => new Date(Date.UTC(2026, 0, 1) + ms).toISOString();
                  const ways = new Ways();
                  const tell = (type, ms, more) => ({ updateId: "u", type, at: at(ms), ...more });
                  ways.add([
                    tell("accepted", 0, { actor: "Anna" }),
                    tell("queued", 1),
                    tell("attempt", 30, { attempt: 1, delayMs: 0, outcome: "version-miss" }),
                    tell("attempt", 160, { attempt: 2, delayMs: 100, outcome: "applied" }),
                    tell("applied", 160, { outcome: "applied" }),
                    tell("invalidated", 165),
                    tell("acknowledged", 167),
                  ]);
                  const update = {
                    updateId: "u",
                    status: "applied",
                    attempts: [
                      { attempt: 1, delayMs: 0, outcome: "version-miss" },
                      { attempt: 2, delayMs: 100, outcome: "applied" },
                    ],
                    timings: { acceptedAt: at(0), queuedAt: at(1), startedAt: at(10), decidedAt: at(160) },
                  };
                  const words = way => stretches(way).map(each => `${each.name} ${each.to - each.from}`);
                  return [words(wayOf(update, ways.of("u"))), words(wayOf(update, undefined))]
                    .map(each => each.join(", "));
                }
                """);

    assertThat(stretches)
        .isEqualTo(
            List.of(
                "Accepted 1, In the queue 9, Attempt 1 20, Wait before attempt 2 100, Attempt 2 30,"
                    + " Caches told 5, Answered 7",
                "Accepted 1, In the queue 9, 2 attempts 150"));
  }

  @Test
  void anUpdateThatNobodySentIsNotFound() {
    Window window = DASHBOARD.open("Anna", "#/performance/nobody-sent-this");
    assertThat(window.find(".problem")).containsText("No update with the id nobody-sent-this");
    window.forgive();
  }

  @Test
  void aLineOfTheLogLeadsToTheWayOfItsUpdate() {
    String id = DASHBOARD.inspection("Logged");
    Window window = DASHBOARD.open("Anna", "#/live/" + id).live();
    DASHBOARD.change(id, "Logger", "{\"name\": \"Logged again\"}");

    window
        .find(".log li")
        .filter(new Locator.FilterOptions().setHasText("Logger: SUCCESS"))
        .locator("a")
        .click();

    assertThat(window.find(".waterfall")).containsText("Attempt 1");
    assertThat(window.region("About it")).containsText("Logger");
  }

  @Test
  void theListOfUpdatesCanBeHeldStill() {
    String id = DASHBOARD.inspection("Held");
    Window window = DASHBOARD.open("Anna", "#/performance").live();
    window.button("Pause").click();
    DASHBOARD.change(id, "Held back", "{\"name\": \"Held 1\"}");
    assertThat(window.button("Go on")).isVisible();
    assertThat(window.find(".ways")).not().containsText("Held back");
    window.button("Go on").click();
    assertThat(window.find(".ways")).containsText("Held back");
  }

  private static JsonNode latestSample() {
    JsonNode samples = DASHBOARD.api().get("/api/stats/recent").json().get("samples");
    return samples.path(samples.size() - 1);
  }

  private static Locator chart(Window window, String title) {
    return window
        .find("fs-line-chart")
        .filter(new Locator.FilterOptions().setHas(window.heading(title)));
  }
}
