package dev.fieldsync.local.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.assertions.LocatorAssertions.HasTextOptions;
import java.util.regex.Pattern;

/** What a scenario that has ended says of its run. */
final class Scenario {

  private static final Pattern ENDED = Pattern.compile("PASS|FAIL|Stopped");
  private static final double LONGEST_MS = 60_000;

  private final Window window;
  private final Locator card;

  private Scenario(Window window, Locator card) {
    this.window = window;
    this.card = card;
  }

  /** Waits until a scenario, named by its title, has ended. */
  static Scenario await(Window window, String title) {
    Locator card = window.region(title);
    assertThat(card.locator(".scenario-title [role=status]"))
        .hasText(ENDED, new HasTextOptions().setTimeout(LONGEST_MS));
    return new Scenario(window, card);
  }

  /** Says that it passed, and that each of these is among what it checked. */
  void assertPassed(String... checks) {
    assertThat(card.innerText()).contains("PASS").doesNotContain("✗");
    String checked = card.locator(".checks").innerText();
    assertThat(checked).contains(checks);
  }

  /** Says that it tells each of these. */
  void assertSaid(String... words) {
    assertThat(card.innerText()).contains(words);
  }

  /** What happened at last. */
  String lastSteps() {
    return card.locator(".steps li").last().innerText()
        + "; "
        + card.locator(".numbers").innerText().replaceAll("\\s+", " ");
  }

  /** The template that it made for itself. */
  String templateId() {
    return window.link("a template of this window").getAttribute("href").replaceAll(".*/", "");
  }
}
