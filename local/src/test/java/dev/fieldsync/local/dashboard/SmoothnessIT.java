package dev.fieldsync.local.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintStream;
import java.util.Locale;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** How the page does under load; it is printed, and nothing is asserted about time. */
@Tag("load")
class SmoothnessIT {

  private static final int PER_SECOND = 500;
  private static final int SECONDS = 10;
  private static final PrintStream LOG = System.out;

  @RegisterExtension static final Dashboard DASHBOARD = new Dashboard();

  @Test
  void thePageStaysSmoothWhileMuchHappens() throws Exception {
    String id = DASHBOARD.inspection("Busy");
    measure("Live, nothing happens", DASHBOARD.openNew("Anna", "#/live/" + id), id, 0);
    measure("Live", DASHBOARD.openNew("Anna", "#/live/" + id), id, PER_SECOND);
    measure("Template", DASHBOARD.openNew("Anna", "#/templates/" + id), id, PER_SECOND);
  }

  private static void measure(String what, Window window, String id, int perSecond)
      throws InterruptedException {
    window.live();
    say("%s: loaded in %.0f ms", what, FrameCount.loadedMs(window));
    FrameCount frames = FrameCount.begin(window);
    UpdateStream updates = new UpdateStream(DASHBOARD.api(), id, perSecond);
    updates.runFor(SECONDS);
    say("%s: %s, at %.0f updates/s", what, frames.end(), updates.acceptedPerSecond());
    updates.awaitStored();
    window.close();
  }

  @Test
  void thePageStaysSmoothWhileItMakesTheLoadItself() {
    Window window = DASHBOARD.openNew("Anna", "#/scenarios").live();
    window.find("input[type=range]").fill(Integer.toString(PER_SECOND));
    FrameCount frames = FrameCount.begin(window);
    window.button("Start load").click();
    Scenario load = Scenario.await(window, "Stress Test");
    say("Scenarios: %s", frames.end());
    say("Scenarios: %s", load.lastSteps());
    load.assertPassed("0 lost");
    assertThat(window.find(".log")).containsText("SUCCESS");
    assertThat(window.complaints()).isEmpty();
  }

  private static void say(String format, Object... values) {
    LOG.println("Smoothness: " + String.format(Locale.ROOT, format, values));
  }
}
