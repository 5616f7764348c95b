package dev.fieldsync.local.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** How the page does under load; it is printed, and nothing is asserted about time. */
@Tag("load")
class SmoothnessIT {

  private static final int PER_SECOND = 500;
  private static final int SECONDS = 10;
  private static final int FRAMES = 400;
  private static final PrintStream LOG = System.out;

  @RegisterExtension static final Dashboard DASHBOARD = new Dashboard();

  @Test
  void thePageStaysSmoothWhileMuchHappens() throws Exception {
    String id = DASHBOARD.inspection("Busy");
    for (String view : new String[] {"live", "templates"}) {
      Window window = DASHBOARD.openNew("Anna", "#/" + view + "/" + id).live();
      say(view, "loaded in %.0f ms".formatted(FrameCount.loadedMs(window)));
      say(view, FrameCount.begin(window).endAfter(FRAMES) + ", nothing happens");
      FrameCount frames = FrameCount.begin(window);
      UpdateStream updates = new UpdateStream(DASHBOARD.api(), id, PER_SECOND);
      updates.runFor(SECONDS);
      say(view, frames.end() + ", at %.0f updates/s".formatted(updates.acceptedPerSecond()));
      updates.awaitStored();
      window.close();
    }
  }

  @Test
  void thePageStaysSmoothWithManyEvents() {
    String id = DASHBOARD.inspection("Noisy");
    for (String view : new String[] {"live", "templates"}) {
      Window window =
          DASHBOARD
              .openNew("Anna", "#/" + view + "/" + id)
              .reloadWith(MadeUpEvents.script(PER_SECOND, id))
              .live();
      String frames = FrameCount.begin(window).endAfter(FRAMES);
      say(view, frames + ", with made-up events of %d updates/s".formatted(PER_SECOND));
      window.close();
    }
  }

  @Test
  void thePageStaysSmoothWhileItMakesTheLoadItself() {
    for (int perSecond : new int[] {PER_SECOND / 5, PER_SECOND / 2, PER_SECOND}) {
      Window window = DASHBOARD.openNew("Anna", "#/scenarios").live();
      window.find("input[type=range]").fill(Integer.toString(perSecond));
      FrameCount frames = FrameCount.begin(window);
      window.button("Start load").click();
      Scenario load = Scenario.await(window, "Stress Test");
      say("scenarios", frames.end());
      say("scenarios", load.lastSteps());
      load.assertPassed("0 lost");
      assertThat(window.find(".log")).containsText("SUCCESS");
      assertThat(window.complaints()).isEmpty();
      window.close();
    }
  }

  private static void say(String view, String what) {
    LOG.println("Smoothness of " + view + ": " + what);
  }
}
