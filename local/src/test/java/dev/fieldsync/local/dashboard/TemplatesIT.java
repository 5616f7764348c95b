package dev.fieldsync.local.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

/** One person edits templates. */
class TemplatesIT {

  @RegisterExtension static final Dashboard DASHBOARD = new Dashboard();

  @Test
  void aTemplateIsMadeFoundAndFilledByAPersonWhoKnowsNoJson() {
    Window window = DASHBOARD.open("Anna", "");
    window.button("New template").click();
    window.dialog().getByLabel("Name").fill("Roof inspection");
    window.dialog().getByText("Create").click();
    assertThat(window.heading("Roof inspection")).isVisible();

    window.field("Title of the section").fill("Outside");
    window.button("Add a field").click();
    Locator added = window.openedField();
    added.getByLabel("Label").fill("Kind of roof");
    added.getByLabel("Kind").selectOption("select");
    added.getByLabel("Choices, one on each line").fill("Flat\nPitched");
    added.getByLabel("Required").check();
    window.button("Add a section").click();
    window.field("Title of the section").last().fill("Inside");
    window.button("Move section Inside up").click();
    window.save();

    String id = window.page().url().replaceAll(".*templates/", "");
    JsonNode stored = DASHBOARD.read(id);
    assertThat(stored.at("/sections/0/title").asString()).isEqualTo("Inside");
    assertThat(stored.at("/sections/0/order").intValue()).isEqualTo(1);
    String fieldId = stored.at("/sections/1/fields/0").asString();
    JsonNode field = stored.get("field_definitions").get(fieldId);
    assertThat(field.get("label").asString()).isEqualTo("Kind of roof");
    assertThat(field.get("required").booleanValue()).isTrue();
    assertThat(field.get("options").toString()).isEqualTo("[\"Flat\",\"Pitched\"]");
    window.find("[type=search]").fill("roof insp");
    assertThat(window.find(".template-list li")).hasCount(1);
    window.find("[type=search]").fill("nothing has this name");
    assertThat(window.page().getByText("No template has this in its name.")).isVisible();
  }

  @Test
  void fieldsAreMovedTakenOutDeletedAndAddedAgain() {
    String id = DASHBOARD.inspection("Moves");
    Window window = DASHBOARD.open("Anna", "#/templates/" + id);
    window.button("Move Day of the visit down").click();
    window.button("Take Rating out of this section").click();
    assertThat(window.region("Fields in no section")).containsText("Rating");
    window.field("Add an existing field to Visit").selectOption("rating");
    window.openField("Use of the building").getByText("Delete the field").click();
    window.dialog().getByText("Delete it").click();
    window.button("Remove section Result").click();
    window.save();

    JsonNode stored = DASHBOARD.read(id);
    assertThat(stored.get("sections")).hasSize(1);
    assertThat(stored.at("/sections/0/fields").toString()).isEqualTo("[\"day\",\"rating\"]");
    assertThat(stored.at("/field_definitions/use").isMissingNode()).isTrue();
  }

  @Test
  void rulesAndVariantsAreMadeByChoosing() {
    String id = DASHBOARD.inspection("Rules");
    Window window = DASHBOARD.open("Anna", "#/templates/" + id);
    window.openField("Use of the building").getByLabel("Longest, in characters").fill("120");
    window.link("Variants").click();
    window.button("Add a variant").click();
    window.field("Name of the variant").fill("Bad ones");
    window.field("Add a condition").selectOption("rating");
    window.field("Value of Rating").selectOption("Bad");
    window.field("Add a difference").selectOption("use");
    window.field("Whether Use of the building is required").selectOption("false");
    window.save();

    JsonNode stored = DASHBOARD.read(id);
    assertThat(stored.at("/field_definitions/use/validation/maxLength").intValue()).isEqualTo(120);
    JsonNode variant = stored.at("/inspection_variants/0");
    assertThat(variant.get("name").asString()).isEqualTo("Bad ones");
    assertThat(variant.at("/conditions/rating/equals").asString()).isEqualTo("Bad");
    assertThat(variant.at("/fieldOverrides/use/required").booleanValue()).isFalse();
    window.button("Remove variant Bad ones").click();
    window.dialog().getByText("Remove it").click();
    window.save();
    assertThat(DASHBOARD.read(id).get("inspection_variants")).isEmpty();
  }

  @Test
  void theJsonViewSaysWhatCannotBeReadAndSavesWhatCan() {
    String id = DASHBOARD.inspection("Text");
    Window window = DASHBOARD.open("Anna", "#/templates/" + id + "/json");
    Locator json = window.field("The template as JSON");
    json.fill("{\"name\": ");
    assertThat(window.find("#json-problem")).containsText("This cannot be saved");
    assertThat(window.button("Save")).isDisabled();
    json.fill("{\"nam\": \"x\"}");
    assertThat(window.find("#json-problem")).containsText("“nam” is not a part of a template");

    json.fill("{\"name\": \"Typed\", \"sections\": [], \"field_definitions\": {}}");
    window.save();

    assertThat(DASHBOARD.read(id).get("name").asString()).isEqualTo("Typed");
    assertThat(DASHBOARD.read(id).get("field_definitions")).isEmpty();
  }

  @Test
  void whatWasChangedSurvivesLookingElsewhereAndCanBeDiscarded() {
    String id = DASHBOARD.inspection("Draft");
    Window window = DASHBOARD.open("Anna", "#/templates/" + id);
    window.field("Name of the template").fill("Half done");
    window.link("Live").click();
    assertThat(window.heading("Current state")).isVisible();
    window.go("#/templates/" + id);
    assertThat(window.field("Name of the template")).hasValue("Half done");

    window.button("Discard").click();
    window.dialog().getByText("Discard").last().click();

    assertThat(window.field("Name of the template")).hasValue("Draft");
    assertThat(window.button("Save")).hasCount(0);
  }

  @Test
  void theHistoryShowsWhatChangedBetweenAnyTwoVersionsAndLeadsBack() {
    String id = DASHBOARD.inspection("First");
    DASHBOARD.change(id, "Ben", "{\"name\": \"Second\"}");
    DASHBOARD.change(
        id, "Cleo", "{\"field_definitions\": {\"use\": {\"label\": \"Purpose\"}, \"day\": null}}");
    Window window = DASHBOARD.open("Anna", "#/templates/" + id + "/history");
    Locator diff = window.region("What changed");
    assertThat(diff).containsText("Field “Use of the building” › Label");
    assertThat(diff.locator("del").last()).containsText("Use of the building");
    assertThat(diff.locator("ins")).containsText("Purpose");
    assertThat(diff).containsText("Removed");

    Locator first = window.find(".version").filter(hasText("Created the template"));
    first.getByText("Compare with current").click();
    assertThat(diff).containsText("Name");
    assertThat(diff).containsText("Second");
    first.getByText("Roll back to it").click();
    assertThat(window.dialog()).containsText("Nothing is erased");
    window.dialog().getByText("Cancel").click();
    assertThat(DASHBOARD.read(id).get("name").asString()).isEqualTo("Second");
    first.getByText("Roll back to it").click();
    window.dialog().getByText("Roll back").last().click();

    assertThat(window.find(".version").first()).containsText("Rollback");
    assertThat(DASHBOARD.read(id).get("name").asString()).isEqualTo("First");
    assertThat(DASHBOARD.read(id).at("/field_definitions/day").isMissingNode()).isFalse();
  }

  @Test
  void whatTheGatewayRefusesIsSaidAndWhatWasTypedStays() {
    String id = DASHBOARD.inspection("Refused");
    Window window = DASHBOARD.open("Anna", "#/templates/" + id);
    window.field("Name of the template").fill(" ");
    window.button("Save").click();

    assertThat(window.find(".save-bar")).containsText("/name must not be blank");
    assertThat(window.field("Name of the template")).hasValue(" ");
    window.forgive();
    window.field("Name of the template").fill("Accepted");
    window.save();
  }

  @Test
  void textIsNeverReadAsHtml() {
    String text = "<img src=x onerror=alert(1)><script>alert(2)</script>";
    String id = DASHBOARD.inspection("Text " + text);
    Window window = DASHBOARD.open("Anna", "#/templates/" + id);
    window.page().onDialog(dialog -> assertThat(dialog.message()).as("a script ran").isNull());

    assertThat(window.find("main h1").last()).containsText(text);
    assertThat(window.find("main img, main script")).hasCount(0);
  }

  private static Locator.FilterOptions hasText(String text) {
    return new Locator.FilterOptions().setHasText(text);
  }
}
