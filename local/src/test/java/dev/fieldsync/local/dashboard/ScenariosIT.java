package dev.fieldsync.local.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

/** The scenarios do what they say, and what they say of it is true. */
class ScenariosIT {

  private static final Pattern MORE_THAN_NONE = Pattern.compile("[1-9][0-9,]*");

  @RegisterExtension static final Dashboard DASHBOARD = new Dashboard();

  @Test
  void usersAndTheBackgroundJobLoseNoChange() {
    Window anna = DASHBOARD.openNew("Anna", "#/scenarios").live();
    Window ben = DASHBOARD.openElsewhere("Ben", "#/scenarios").live();
    anna.button("Trigger All").click();
    ben.button("Run the job").click();
    assertThat(ben.find("[role=timer]")).containsText("The background job runs again in");
    assertThat(anna.button("Rapid Fire")).isDisabled();

    Scenario storm = Scenario.await(anna, "The Perfect Storm");
    storm.assertPassed("2 of 2 user updates succeeded", "each made from the one before");
    JsonNode stored = DASHBOARD.read(storm.templateId());
    storm.assertSaid(
        "User A’s name is stored: “" + stored.get("name").asString() + "”",
        "User B’s label is stored: “"
            + stored.at("/field_definitions/field1/label").asString()
            + "”",
        "Background PROCESSED ✓");

    Scenario respect = Scenario.await(ben, "Background Job Respect");
    respect.assertPassed("right after the user skipped", "later processed the template");
    respect.assertSaid("Background SKIPPED (recent user update)", "Background had written version");
    assertThat(respect.templateId()).isNotEqualTo(storm.templateId());
  }

  @Test
  void everybodyReadsWhatWasSavedAndRapidUpdatesComeOneAfterAnother() {
    Window phone = DASHBOARD.openNew("Anna", "#/scenarios", Dashboard.PHONE).live();
    phone.button("Save and read").press("Enter");
    Scenario cache = Scenario.await(phone, "Cache Consistency");
    cache.assertPassed("15 of 15 reads saw what was just saved", "No gateway takes an older");
    cache.assertSaid("Cache north", "Cache south");

    phone.button("Rapid Fire").press("Enter");
    Scenario rapid = Scenario.await(phone, "Rapid Fire");
    rapid.assertPassed("10 of 10 updates succeeded", "10 versions, each made from the one before");
    JsonNode items =
        DASHBOARD
            .api()
            .get("/api/templates/" + rapid.templateId() + "/history?limit=10")
            .json()
            .get("items");
    for (JsonNode revision : items) {
      rapid.assertSaid("SUCCESS ✓ version " + revision.get("version").asString());
    }
    phone.assertNoSidewaysScrolling();
  }

  @Test
  void anOldVersionIsRefusedInWordsThatHelp() {
    Window window = DASHBOARD.openNew("Anna", "#/scenarios").live();
    window.button("Send old version").click();

    Scenario stale = Scenario.await(window, "Stale Version");
    stale.assertPassed("refused with 412, VersionConflictError", "Merged, both changes are stored");
    stale.assertSaid("Read the template again, apply your change to it");
    assertThat(window.complaints()).isNotEmpty().allMatch(each -> each.matches("(?s).*4(00|12).*"));
    window.forgive();
  }

  @Test
  void theLoadEndsByItselfAndCanBeStopped() {
    Window timed = DASHBOARD.openNew("Anna", "#/scenarios").live();
    Window stopped = DASHBOARD.openElsewhere("Ben", "#/scenarios").live();
    setLoad(timed, "20", "5 seconds");
    setLoad(stopped, "500", "30 seconds");
    timed.button("Start load").click();
    stopped.button("Start load").click();
    assertThat(stopped.find(".numbers dd").nth(3)).hasText(MORE_THAN_NONE);
    stopped.button("Stop").click();

    Scenario byPerson = Scenario.await(stopped, "Stress Test");
    byPerson.assertPassed("0 lost", "The last update of 10 of 10 fields is what is stored");
    byPerson.assertSaid("until you stopped it");
    Scenario byItself = Scenario.await(timed, "Stress Test");
    byItself.assertPassed("0 lost", "versions lie between");
    byItself.assertSaid("sends 20 updates a second for 5 s");
  }

  @Test
  void aScenarioGoesOnWhileAnotherViewIsLookedAt() {
    Window window = DASHBOARD.openNew("Anna", "#/scenarios").live();
    window.button("Save and read").click();
    window.link("watch live").click();
    assertThat(window.heading("Current state")).isVisible();
    assertThat(window.find(".log")).containsText("SUCCESS ✓");
    window.link("Scenarios").click();

    Scenario.await(window, "Cache Consistency").assertPassed("15 of 15 reads");
  }

  private static void setLoad(Window window, String perSecond, String duration) {
    Locator rate = window.find("input[type=range]");
    rate.fill(perSecond);
    assertThat(window.find(".load-controls output")).hasText(perSecond);
    window.field("For").selectOption(duration);
  }
}
