package dev.fieldsync.local.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** What a person sees and does in one window, by the names that things have. */
final class Window {

  private static final double TIMEOUT_MS = 20_000;

  static {
    PlaywrightAssertions.setDefaultAssertionTimeout(TIMEOUT_MS);
  }

  private static final int FIRST_ERROR_STATUS = 400;

  /** Controls of the frame, more or less. */
  private static final int OUTSIDE_THE_VIEW = 20;

  private final Page page;
  private final List<String> complaints = new CopyOnWriteArrayList<>();
  private boolean kept;

  Window(Page page, String url) {
    this.page = page;
    page.setDefaultTimeout(TIMEOUT_MS);
    page.onConsoleMessage(
        message -> {
          if (message.type().equals("error") || message.type().equals("warning")) {
            complaints.add(message.text());
          }
        });
    page.onPageError(complaints::add);
    page.onResponse(this::look);
    page.onRequestFailed(this::look);
    page.navigate(url);
  }

  private void look(Response response) {
    if (response.status() >= FIRST_ERROR_STATUS) {
      complaints.add(response.status() + " " + response.url());
    }
  }

  /** A stream that is opened again under another name breaks off, and so does what is left. */
  private void look(Request request) {
    if (!"net::ERR_ABORTED".equals(request.failure())) {
      complaints.add(request.failure() + " " + request.url());
    }
  }

  /** What the console and the network complained of. */
  List<String> complaints() {
    return List.copyOf(complaints);
  }

  /** Forgets complaints that a test has provoked. */
  void forgive() {
    complaints.clear();
  }

  Page page() {
    return page;
  }

  /** Loads the page again, with a script before it. */
  Window reloadWith(String script) {
    page.addInitScript(script);
    page.reload();
    return this;
  }

  /** Lets the next test have it. */
  void keep() {
    kept = true;
  }

  /**
   * Leaves what a test has looked at.
   *
   * @return whether another test may have it; not while a dialog is open
   */
  boolean leave() {
    if (!kept || dialog().count() > 0) {
      return false;
    }
    go("#/scenarios");
    assertThat(heading("Scenarios")).isVisible();
    return true;
  }

  /** Lets a person have it and go somewhere. */
  Window enter(String person, String hash) {
    forgive();
    field("You are").fill(person);
    field("You are").blur();
    go(hash.isEmpty() ? "#/templates" : hash);
    return this;
  }

  /** Goes to a place of the page. */
  void go(String hash) {
    page.evaluate("hash => { location.hash = hash; }", hash);
  }

  Locator find(String selector) {
    return page.locator(selector);
  }

  Locator button(String name) {
    return page.getByRole(
        AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
  }

  Locator link(String name) {
    return page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(name));
  }

  Locator region(String name) {
    return page.getByRole(AriaRole.REGION, new Page.GetByRoleOptions().setName(name));
  }

  Locator field(String label) {
    return page.getByLabel(label, new Page.GetByLabelOptions().setExact(true));
  }

  Locator dialog() {
    return page.getByRole(AriaRole.DIALOG);
  }

  Locator heading(String name) {
    return page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName(name));
  }

  /** Waits until the stream of events is open, so that nothing that follows is missed. */
  Window live() {
    assertThat(page.locator(".stream")).hasAttribute("data-state", "live");
    return this;
  }

  /** Opens a field of a template for editing and returns where that is done. */
  Locator openField(String label) {
    page.locator("summary").filter(new Locator.FilterOptions().setHasText(label)).click();
    return openedField();
  }

  /** The one field that is open. */
  Locator openedField() {
    return page.locator("details[open] > .field-body");
  }

  /** Saves and waits until it is stored. */
  void save() {
    button("Save").click();
    assertThat(page.locator(".save-bar")).hasCount(0);
  }

  /** Says that Tab leads to each control of the view, and that each has a name. */
  void assertEveryControlIsReachedByKeyboardAndHasAName() {
    page.evaluate(
        """
        () => {
          const controls = 'button:not(:disabled), a[href]:not([tabindex="-1"]), input, select, textarea, summary';
          window.controls = new Set(
            [...document.querySelectorAll('main :is(' + controls + ')')].filter(
              each => each.checkVisibility() && !each.disabled));
          document.body.tabIndex = -1;
          document.body.focus();
        }
        """);
    int controls = (int) page.evaluate("() => window.controls.size");
    for (int i = 0; i < controls + OUTSIDE_THE_VIEW; i++) {
      page.keyboard().press("Tab");
      page.evaluate("() => window.controls.delete(document.activeElement)");
    }
    Object left =
        page.evaluate(
            "() => [...window.controls].filter(each => each.isConnected)"
                + ".map(each => each.outerHTML.slice(0, 100)).join()");
    org.assertj.core.api.Assertions.assertThat(left).as("Tab does not lead to").isEqualTo("");
    Object nameless =
        page.evaluate(
            """
            () => [...document.querySelectorAll('main :is(button, a[href], input, select, textarea)')]
              .filter(each => each.checkVisibility()
                  && !(each.ariaLabel || each.textContent.trim()
                      || [...(each.labels ?? [])].some(label => label.textContent.trim())))
              .map(each => each.outerHTML.slice(0, 100)).join()
            """);
    org.assertj.core.api.Assertions.assertThat(nameless).as("has no name").isEqualTo("");
  }

  /** Says that what is shown fits a phone, too. */
  void assertFitsAPhone() {
    var before = page.viewportSize();
    page.setViewportSize(Dashboard.PHONE, before.height);
    assertNoSidewaysScrolling();
    page.setViewportSize(before.width, before.height);
  }

  /** Says that nothing stands out to the side. */
  void assertNoSidewaysScrolling() {
    Object over =
        page.evaluate(
            "() => document.documentElement.scrollWidth > innerWidth"
                + " ? [...document.querySelectorAll('body *')]"
                + ".find(each => each.getBoundingClientRect().right > innerWidth + 1)?.outerHTML"
                + ".slice(0, 200) ?? 'something' : ''");
    org.assertj.core.api.Assertions.assertThat(over).as("what is too wide").isEqualTo("");
  }

  void close() {
    page.context().close();
  }
}
