package dev.fieldsync.local.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Route.FulfillOptions;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Operators ask what holds the system up. */
class DoctorPanelIT {

  @RegisterExtension static final Dashboard DASHBOARD = new Dashboard();

  @Test
  void whatHoldsTheSystemUpIsNamedWithTheNumbersAndWhatToDo() throws Exception {
    Window window = DASHBOARD.open("Olga", "#/performance");
    try (Connection holder = DASHBOARD.connection();
        Connection waiter = DASHBOARD.connection()) {
      holder.setAutoCommit(false);
      lock(holder);
      CompletableFuture<Void> waiting = CompletableFuture.runAsync(() -> lockInTurn(waiter));
      window.button("Ask the doctor").click();
      assertThat(panel(window)).containsText("Looking at the system");
      assertThat(window.button("Ask the doctor")).isDisabled();

      Locator diagnosis = panel(window).locator(".diagnosis").first();
      assertThat(diagnosis).containsText("lock-contention");
      holder.rollback();
      waiting.join();
      assertThat(diagnosis.locator("dt").allInnerTexts())
          .containsExactly("Seen", "Arithmetic", "What to do");
      assertThat(diagnosis.locator("dd").last()).not().isEmpty();
      assertThat(panel(window)).containsText("by the gateway north");
      window.assertFitsAPhone();
      window.assertEveryControlIsReachedByKeyboardAndHasAName();
    }
  }

  @Test
  void whoIsNoOperatorIsToldWhoIs() {
    Window window = DASHBOARD.openElsewhere("Eddie", "#/performance");
    window.button("Ask the doctor").click();

    assertThat(panel(window).locator(".hint")).containsText("only the role operator may see it");
    assertThat(window.button("Ask the doctor")).isEnabled();
    window.forgive();
  }

  @Test
  void aSystemThatIsWellIsCalledWellAsFarAsItCouldBeSeen() {
    Window window = DASHBOARD.open("Olga", "#/performance");
    answer(window, "");
    window.button("Ask the doctor").click();
    assertThat(panel(window)).containsText("Nothing holds the system up.");

    answer(window, "\"the queues: Kafka does not answer in time\"");
    window.button("Ask the doctor").click();
    assertThat(panel(window)).containsText("Nothing that was seen holds the system up.");
    assertThat(panel(window).locator(".hint")).containsText("Kafka does not answer in time");
    window.page().unrouteAll();
  }

  /** Whether a system is well is not for a test to arrange. */
  private static void answer(Window window, String unseen) {
    String checkup =
        """
        {"node": "north", "at": "2026-01-01T12:00:00Z", "seconds": 6.02, "healthy": true,
         "diagnoses": [], "unseen": [%s], "symptoms": {}}
        """
            .formatted(unseen);
    window
        .page()
        .route(
            "**/api/doctor",
            route ->
                route.fulfill(
                    new FulfillOptions().setContentType("application/json").setBody(checkup)));
  }

  private static Locator panel(Window window) {
    return window.find("fs-doctor");
  }

  private static void lock(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("select pg_advisory_xact_lock(1)");
    }
  }

  private static void lockInTurn(Connection connection) {
    try {
      lock(connection);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
