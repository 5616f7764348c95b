package dev.fieldsync.local.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What every view has around it: names, tokens, keyboard, phones. */
class FrameIT {

  @RegisterExtension static final Dashboard DASHBOARD = new Dashboard();

  @Test
  void aGatewayThatWantsATokenIsGivenOneAndForgetsItOnRequest() {
    String id = DASHBOARD.inspection("Guarded");
    Window window = DASHBOARD.openGuarded("#/templates/" + id);
    assertThat(window.heading("Sign in")).isVisible();
    window.field("Access token").fill("nonsense");
    window.button("Sign in").click();
    assertThat(window.page().getByText("did not accept this token")).isVisible();
    window.field("Access token").fill(Dashboard.token("dora"));
    window.button("Sign in").click();
    window.live().forgive();
    assertThat(window.find(".who")).hasText("dora");
    window.field("Name of the template").fill("Guarded, by Dora");
    window.save();

    assertThat(
            DASHBOARD
                .api()
                .get("/api/templates/" + id + "/history")
                .json()
                .at("/items/0/actor")
                .asString())
        .isEqualTo("dora");
    assertThat(window.complaints()).isEmpty();
    window.button("Sign out").click();
    assertThat(window.heading("Sign in")).isVisible();
    window.forgive();
  }

  @Test
  void theNameOfAPersonIsTakenAsItIs() {
    String id = DASHBOARD.inspection("Named");
    Window window = DASHBOARD.open("Anna", "#/templates/" + id);
    window.field("You are").fill("Zoë 屋根");
    window.field("You are").blur();
    window.field("Name of the template").fill("Renamed");
    window.save();

    window.link("History").click();
    assertThat(window.find(".version").first()).containsText("Zoë 屋根");
  }

  @Test
  void everythingCanBeDoneWithoutAMouse() {
    String id = DASHBOARD.inspection("Keyboard");
    Window window = DASHBOARD.openNew("Anna", "#/templates/" + id).live();
    Page page = window.page();
    assertThat(window.field("Name of the template")).isVisible();
    page.keyboard().press("Tab");
    assertThat(page.getByText("Skip to the content")).isFocused();
    page.keyboard().press("Enter");
    assertThat(window.find("#content")).isFocused();
    tabTo(window, "Name of the template");
    page.keyboard().press("Control+A");
    page.keyboard().type("By keyboard");
    tabTo(window, "Save");
    page.keyboard().press("Enter");
    assertThat(window.find(".notice").last()).containsText("Saved as");
    assertThat(DASHBOARD.read(id).get("name").asString()).isEqualTo("By keyboard");

    window.button("Remove section Visit").focus();
    page.keyboard().press("Enter");
    assertThat(window.dialog()).isVisible();
    page.keyboard().press("Escape");
    assertThat(window.dialog()).hasCount(0);
    assertThat(window.button("Remove section Visit")).isFocused();
    assertThat(window.region("Section Visit")).isVisible();
  }

  /** Presses Tab until what has the focus has this name. */
  private static void tabTo(Window window, String name) {
    for (int i = 0; i < 80; i++) {
      window.page().keyboard().press("Tab");
      Object focused =
          window
              .page()
              .evaluate(
                  "() => { const e = document.activeElement; return (e.ariaLabel ??"
                      + " e.labels?.[0]?.innerText ?? e.innerText ?? '').trim(); }");
      if (name.equals(focused)) {
        return;
      }
    }
    throw new AssertionError("Tab does not lead to " + name);
  }

  @Test
  void aPhoneShowsTheListThenTheTemplateAndNothingStandsOut() {
    String id = DASHBOARD.inspection("On the phone");
    Window window = DASHBOARD.openNew("Anna", "#/templates", Dashboard.PHONE);
    window.link("On the phone").click();
    assertThat(window.field("Name of the template")).isVisible();
    assertThat(window.heading("Templates")).isHidden();
    window.assertNoSidewaysScrolling();
    for (String tab : new String[] {"Variants", "JSON", "History"}) {
      window.link(tab).click();
      assertThat(window.find(".tabs [aria-current]")).hasText(tab);
      window.assertNoSidewaysScrolling();
    }
    window.link("← All templates").click();
    assertThat(
            window
                .page()
                .getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName("Templates")))
        .isVisible();
    window.go("#/live/" + id);
    assertThat(window.heading("Live log")).isVisible();
    window.assertNoSidewaysScrolling();
  }

  @Test
  void everyViewIsReachedByKeyboardAndFitsAPhone() {
    Window window = DASHBOARD.openNew("Anna", "#/templates", Dashboard.PHONE).live();
    for (String view : List.of("Performance", "Tasks", "Dead letters", "Campaigns")) {
      window.page().getByText("Skip to the content").focus();
      press(window, view);
      assertFitsAndIsReached(window, view);
    }
    window.find("#content").focus();
    press(window, "New campaign");
    assertFitsAndIsReached(window, "New campaign");
  }

  private static void press(Window window, String name) {
    tabTo(window, name);
    window.page().keyboard().press("Enter");
  }

  private static void assertFitsAndIsReached(Window window, String heading) {
    assertThat(
            window
                .page()
                .getByRole(
                    AriaRole.HEADING,
                    new Page.GetByRoleOptions().setName(heading).setLevel(1).setExact(true)))
        .isVisible();
    window.assertNoSidewaysScrolling();
    window.assertEveryControlIsReachedByKeyboardAndHasAName();
  }

  @Test
  void anAddressThatNamesNothingLeadsToTheTemplates() {
    Window window = DASHBOARD.openNew("Anna", "#/nowhere");
    assertThat(window.heading("Templates")).isVisible();
    assertThat(window.page().url()).endsWith("#/templates");
    assertThat(window.page().title()).isEqualTo("Templates · Fieldsync");
  }
}
