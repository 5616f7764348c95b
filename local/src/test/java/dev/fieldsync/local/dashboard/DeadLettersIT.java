package dev.fieldsync.local.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Somebody looks at what could not be applied and decides. */
class DeadLettersIT {

  @RegisterExtension static final Dashboard DASHBOARD = new Dashboard();

  @AfterEach
  void allowEverything() {
    DASHBOARD
        .database()
        .execute("alter table template_library drop constraint if exists no_forbidden");
  }

  @Test
  void oneIsReplayedWhenItsCauseIsGoneAndTheOtherIsDropped() {
    String first = DASHBOARD.inspection("Allowed");
    String second = DASHBOARD.inspection("Allowed, too");
    DASHBOARD
        .database()
        .execute("alter table template_library add constraint no_forbidden check (name <> 'no')");
    String firstUpdate = failed(first);
    String secondUpdate = failed(second);
    Window window = DASHBOARD.open("Anna", "#/dead-letters");

    open(window, firstUpdate);
    assertThat(window.find("fs-dead-letter .hint")).containsText("no_forbidden");
    assertThat(window.find(".record")).containsText("\"name\": \"no\"");
    window.assertFitsAPhone();
    window.assertEveryControlIsReachedByKeyboardAndHasAName();
    allowEverything();
    window.button("Replay").click();
    assertThat(window.find(".notice").last()).containsText("Replayed");
    assertThat(window.find("fs-dead-letter .view-head .badge")).hasText("replayed");
    assertThat(window.button("Drop")).isDisabled();
    assertThat(window.region("What was done with it")).containsText("replayed by Anna");
    assertThat(DASHBOARD.read(first).get("name").asString()).isEqualTo("no");

    open(window, secondUpdate);
    window.button("Drop").click();
    window.button("Cancel").click();
    window.button("Drop").click();
    window.field("Reason").fill("Sent by a test");
    window.button("Drop it").click();
    assertThat(window.find("fs-dead-letter .view-head .badge")).hasText("dropped");
    assertThat(window.region("What was done with it")).containsText("Sent by a test");
    assertThat(window.button("Replay")).isDisabled();
    assertThat(DASHBOARD.read(second).get("name").asString()).isEqualTo("Allowed, too");

    window.field("Show").selectOption("Dropped");
    assertThat(window.find("aside li").first()).containsText("dropped");
    window.find("summary").click();
    assertThat(window.find("details[open]")).containsText("traceparent");
  }

  private static String failed(String template) {
    return DASHBOARD
        .api()
        .patch("/api/templates/" + template, "{\"name\": \"no\"}")
        .json()
        .get("updateId")
        .asString();
  }

  /** Goes through those that wait until one is of this update. */
  private static void open(Window window, String updateId) {
    String letter =
        await()
            .until(
                () ->
                    DASHBOARD
                        .api()
                        .get("/api/dead-letters?status=waiting")
                        .json()
                        .get("items")
                        .valueStream()
                        .filter(each -> each.path("updateId").asString("").equals(updateId))
                        .map(each -> each.get("deadLetterId").asString())
                        .findFirst()
                        .orElse(null),
                Objects::nonNull);
    Locator link = window.find("aside a[href$='" + letter + "']");
    link.click();
    assertThat(window.region("About it")).containsText(updateId);
  }
}
