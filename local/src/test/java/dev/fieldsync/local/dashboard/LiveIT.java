package dev.fieldsync.local.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What happens can be seen. */
class LiveIT {

  @RegisterExtension static final Dashboard DASHBOARD = new Dashboard();

  @Test
  void anUpdateShowsInTheLogTheStateAndTheCaches() {
    String id = DASHBOARD.inspection("Watched");
    Window window = DASHBOARD.open("Anna", "#/live/" + id).live();
    window.button("Read as all users").click();
    assertThat(cache(window, "User B")).hasAttribute("data-state", "fresh");
    assertThat(cache(window, "north")).hasAttribute("data-state", "fresh");
    assertThat(cache(window, "south")).isVisible();

    String version = DASHBOARD.change(id, "User B", "{\"name\": \"Watched again\"}");

    Locator log = window.find(".log");
    assertThat(log)
        .containsText(Pattern.compile("\\[\\d\\d:\\d\\d:\\d\\d] User B: Starting update…"));
    assertThat(log).containsText("User B: SUCCESS ✓ " + version);
    assertThat(window.find("[data-fact=version] dd")).hasText(version);
    assertThat(cache(window, "User B")).hasAttribute("data-state", "stale");
    window.button("Read as User B").click();
    assertThat(cache(window, "User B")).hasAttribute("data-state", "fresh");
    assertThat(cache(window, "User B")).containsText(version);
    assertThat(window.find("[data-fact=hit-rate] dd")).containsText("%");
  }

  @Test
  void theLogCanBePausedClearedAndShowsEveryStepOnRequest() {
    String id = DASHBOARD.inspection("Steps");
    String other = DASHBOARD.inspection("Other");
    Window window = DASHBOARD.open("Anna", "#/live/" + id).live();
    Locator log = window.find(".log");
    DASHBOARD.change(id, "First", "{\"name\": \"1\"}");
    assertThat(log).containsText("First: SUCCESS");
    assertThat(log).not().containsText("First: In the queue");
    window.field("Every step").check();
    assertThat(log).containsText("First: In the queue");
    assertThat(log).containsText("First: Answered by north");

    window.button("Pause").click();
    DASHBOARD.change(id, "Second", "{\"name\": \"2\"}");
    window.button("Go on").click();
    assertThat(log).containsText("Second: SUCCESS");
    window.field("All templates").uncheck();
    DASHBOARD.change(other, "Third", "{\"name\": \"3\"}");
    DASHBOARD.change(id, "Fourth", "{\"name\": \"4\"}");
    assertThat(log).containsText("Fourth: SUCCESS");
    assertThat(log).not().containsText("Third: SUCCESS");
    window.button("Clear").click();
    assertThat(log).not().containsText("Fourth: SUCCESS");
  }

  @Test
  void whatTwoPeopleChangedIsShownWithWhatCameOfIt() {
    String id = DASHBOARD.inspection("Old");
    Window window = DASHBOARD.open("Anna", "#/live/" + id).live();
    DASHBOARD.change(id, "User A", "{\"name\": \"New A\"}");
    DASHBOARD.change(
        id, "User B", "{\"field_definitions\": {\"use\": {\"label\": \"Label of B\"}}}");

    Locator resolution = window.find("fs-resolution");
    assertThat(resolution.locator(".side").nth(0)).containsText("Old");
    assertThat(resolution.locator(".side").nth(1)).containsText("New A");
    assertThat(resolution.locator(".side").nth(2)).containsText("Label of B");
    assertThat(resolution.locator(".side").nth(3)).containsText("New A");
    assertThat(resolution.locator(".side").nth(3)).containsText("Label of B");
    assertThat(resolution).containsText("Both changes preserved");

    DASHBOARD.change(
        id, "User A", "{\"field_definitions\": {\"use\": {\"label\": \"Label of A\"}}}");
    assertThat(resolution).containsText("Both changed Field “Label of A” › Label");
  }

  @Test
  void anotherTemplateCanBeChosen() {
    DASHBOARD.inspection("One to look at");
    String second = DASHBOARD.inspection("Another to look at");
    Window window = DASHBOARD.open("Anna", "#/live");
    window.field("Template").selectOption("Another to look at");

    assertThat(window.page()).hasURL(Pattern.compile(second + "$"));
    assertThat(window.find("[data-fact=version] dd"))
        .hasText(DASHBOARD.read(second).get("version").asString());
  }

  private static Locator cache(Window window, String name) {
    return window.find(".cache[data-name='" + name + "']");
  }
}
