package dev.fieldsync.local.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

/** Two people, two windows on two gateways, one template. */
class EditingTogetherIT {

  @RegisterExtension static final Dashboard DASHBOARD = new Dashboard();

  @Test
  void bothSaveAndBothChangesAreThere() {
    String id = DASHBOARD.inspection("Together");
    Window anna = DASHBOARD.open("Anna", "#/templates/" + id).live();
    Window ben = DASHBOARD.openElsewhere("Ben", "#/templates/" + id).live();
    assertThat(anna.find(".presence")).containsText("Also here: Ben");
    assertThat(ben.find(".presence")).containsText("Also here: Anna");

    anna.field("Name of the template").fill("Together, by Anna");
    ben.openField("Use of the building").getByLabel("Label").fill("Purpose, by Ben");
    ben.save();
    Locator meanwhile = anna.region("Saved meanwhile");
    assertThat(meanwhile).containsText("Ben saved version");
    assertThat(meanwhile).containsText("You changed nothing of it");
    assertThat(meanwhile.locator("ins")).containsText("Purpose, by Ben");
    anna.save();

    JsonNode stored = DASHBOARD.read(id);
    assertThat(stored.get("name").asString()).isEqualTo("Together, by Anna");
    assertThat(stored.at("/field_definitions/use/label").asString()).isEqualTo("Purpose, by Ben");
    assertThat(meanwhile).hasCount(0);
    assertThat(ben.field("Name of the template")).hasValue("Together, by Anna");
    ben.go("#/templates");
    assertThat(anna.find(".presence")).hasCount(0);
  }

  @Test
  void whatBothChangedIsShownSideBySideAndThePersonChooses() {
    String id = DASHBOARD.inspection("Conflict");
    Window anna = DASHBOARD.open("Anna", "#/templates/" + id).live();
    anna.field("Name of the template").fill("Anna’s name");
    anna.openField("Rating").getByLabel("Label").fill("Anna’s rating");
    DASHBOARD.change(
        id,
        "Ben",
        """
        {"name": "Ben’s name", "field_definitions": {"rating": {"label": "Ben’s rating"}}}
        """);
    Locator meanwhile = anna.region("Saved meanwhile");
    assertThat(meanwhile).containsText("Changed by both of you (2)");

    anna.button("Save").click();

    assertThat(anna.dialog()).containsText("2 places that both of you changed");
    Locator name = anna.dialog().locator("fieldset").filter(hasText("Ben’s name"));
    assertThat(name).containsText("Conflict");
    assertThat(name).containsText("Anna’s name");
    name.getByLabel("The other person’s").check();
    anna.button("Save this choice").click();
    assertThat(anna.find(".notice").last()).containsText("Your choice is saved");
    JsonNode stored = DASHBOARD.read(id);
    assertThat(stored.get("name").asString()).isEqualTo("Ben’s name");
    assertThat(stored.at("/field_definitions/rating/label").asString()).isEqualTo("Anna’s rating");
    assertThat(anna.field("Name of the template")).hasValue("Ben’s name");
  }

  @Test
  void theirValueCanBeTakenBeforeSaving() {
    String id = DASHBOARD.inspection("Before");
    Window anna = DASHBOARD.open("Anna", "#/templates/" + id).live();
    anna.field("Name of the template").fill("Mine");
    DASHBOARD.change(id, "Ben", "{\"name\": \"Theirs\"}");

    anna.button("Take the value of Ben for Name").click();

    assertThat(anna.field("Name of the template")).hasValue("Theirs");
    anna.save();
    assertThat(anna.dialog()).hasCount(0);
    assertThat(DASHBOARD.read(id).get("name").asString()).isEqualTo("Theirs");
  }

  @Test
  void theBackgroundJobDisturbsNobodyWhoTypes() {
    String id = DASHBOARD.inspection("Background");
    Window anna = DASHBOARD.open("Anna", "#/templates/" + id).live();
    anna.field("Name of the template").fill("Typed meanwhile");
    DASHBOARD.awaitProcessed(id);

    anna.save();

    JsonNode stored = DASHBOARD.read(id);
    assertThat(stored.get("name").asString()).isEqualTo("Typed meanwhile");
    assertThat(stored.at("/field_definitions/use/processed").booleanValue()).isTrue();
    assertThat(anna.region("Saved meanwhile")).hasCount(0);
  }

  private static Locator.FilterOptions hasText(String text) {
    return new Locator.FilterOptions().setHasText(text);
  }
}
