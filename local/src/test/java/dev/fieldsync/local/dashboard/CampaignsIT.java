package dev.fieldsync.local.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.FilePayload;
import java.time.Instant;
import java.util.Comparator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Campaigns are made, watched, held and ended by people. */
class CampaignsIT {

  @RegisterExtension static final Dashboard DASHBOARD = new Dashboard();

  @Test
  void aPastedListBecomesACampaignWhosePeopleReply() {
    Window window = DASHBOARD.open("Anna", "#/campaigns").live();
    window.button("New campaign").click();
    window.field("Name").fill("Pasted");
    window.field("Subject").fill("Hello {{name}}");
    window.find("textarea").first().fill("Dear {{name}}, may we come by?");
    window
        .find("textarea")
        .last()
        .fill("email,name\nann@example.com,Ann\nbob@example.com,\"Bob, Jr.\"");
    assertThat(window.page().getByText("2 entries, with name")).isVisible();
    window.button("Create and start").click();

    assertThat(window.find("h1")).containsText("Pasted");
    assertThat(window.find(".notice").last()).containsText("2 jobs");
    assertThat(step(window, "send_email")).containsText("2 sent");
    assertThat(step(window, "wait_for_reply")).containsText("2 waiting");
    assertThat(window.find("fs-campaign-jobs li")).hasCount(2);
    window.field("State of the jobs").selectOption("waiting");
    assertThat(window.find("fs-campaign-jobs li")).hasCount(2);

    window.button("Look at bob@example.com").click();
    assertThat(window.dialog()).containsText("name: Bob, Jr.");
    assertThat(window.dialog()).containsText("Send email: sent");
    window.assertFitsAPhone();
    window.field("A reply that came another way").fill("Yes, that would be great, thank you!");
    window.button("Record the reply").click();
    assertThat(window.dialog()).hasCount(0);
    assertThat(step(window, "analyze")).containsText("1 positive");
    assertThat(step(window, "done")).containsText("1 done");
    window.field("State of the jobs").selectOption("done");
    window.button("Look at bob@example.com").click();
    assertThat(window.dialog()).containsText("Replied");
    window.button("Close").click();

    window.link("← All campaigns").click();
    Locator card = window.find("li.card").filter(new Locator.FilterOptions().setHasText("Pasted"));
    assertThat(card).containsText("1 of 2 jobs ended");
  }

  @Test
  void aCampaignIsPausedResumedAndCancelled() {
    String id = create("Slow", "\"maxPerSecond\": 1, ", addresses(40));
    Window window = DASHBOARD.open("Anna", "#/campaigns/" + id).live();
    assertThat(window.find("fs-campaign-jobs li")).hasCount(25);
    window.button("Show more people").click();
    assertThat(window.find("fs-campaign-jobs li")).hasCount(40);
    assertThat(window.button("Show more people")).hasCount(0);
    window.button("Pause").click();
    assertThat(badge(window)).hasText("paused");
    window.button("Resume").click();
    assertThat(badge(window)).hasText("running");
    assertThat(window.button("Resume")).hasCount(0);

    window.button("Cancel").click();
    window.button("Keep it").click();
    assertThat(badge(window)).hasText("running");
    window.button("Cancel").click();
    window.button("Cancel the campaign").click();
    assertThat(badge(window)).hasText("cancelled");
    assertThat(window.button("Pause")).hasCount(0);
    assertThat(window.find("fs-campaign-steps")).containsText("cancelled");
    assertThat(window.find("fs-campaign-jobs li")).hasCount(40);
  }

  @Test
  void deadLettersAreReplayedAndDropped() {
    String id =
        create("Nameless", "", "\"one@example.com\", \"two@example.com\", \"three@example.com\"");
    Window window = DASHBOARD.open("Anna", "#/campaigns/" + id).live();
    Locator letters = window.find("fs-campaign-dead-letters li");
    assertThat(letters).hasCount(3);
    assertThat(letters.first()).containsText("name");
    assertThat(step(window, "send_email")).containsText("3 dead");
    window.assertFitsAPhone();
    window.assertEveryControlIsReachedByKeyboardAndHasAName();

    Instant before = deaths(id).max(Comparator.naturalOrder()).orElseThrow();
    window.button("Replay one@example.com").click();
    assertThat(window.find(".notice").last()).hasText("1 job tried again");
    window.button("Replay all").click();
    await().until(() -> deaths(id).filter(before::isBefore).count() == 3);
    assertThat(letters).hasCount(3);
    window.button("Drop two@example.com").click();
    assertThat(letters).hasCount(2);
    window.button("Drop all").click();
    window.dialog().getByText("Drop all", new Locator.GetByTextOptions().setExact(true)).click();
    assertThat(window.find("fs-campaign-dead-letters")).containsText("None.");
    assertThat(badge(window)).hasText("done");
  }

  @Test
  void invalidAddressesAreToldAndLeftOutOnRequest() {
    Window window = DASHBOARD.open("Anna", "#/campaigns/new").live();
    window.button("Create and start").click();
    assertThat(window.find(".problem")).hasText("Give it a name.");
    window.field("Name").fill("With errors");
    window.button("Create and start").click();
    assertThat(window.find(".problem")).containsText("Paste some addresses");
    window
        .find("input[type=file]")
        .setInputFiles(
            new FilePayload(
                "people.csv", "text/csv", "email\ngood@example.com\nbad".getBytes(UTF_8)));
    assertThat(window.page().getByText("2 entries")).isVisible();
    window.button("Create and start").click();
    assertThat(window.find(".problem")).containsText("/audience/emails/1");
    window.forgive();

    window.field("Leave invalid addresses out").check();
    window.button("Create and start").click();
    assertThat(window.find(".notice").last()).containsText("1 job; 1 invalid entry left out");
    assertThat(step(window, "send_email")).containsText("1 sent");
  }

  @Test
  void theAudienceCanBeAQueryOfSalesforce() {
    Window window = DASHBOARD.open("Anna", "#/campaigns/new").live();
    window.field("Name").fill("Everybody");
    window.field("From").selectOption("Salesforce");
    assertThat(window.find("textarea").last()).hasValue(Pattern.compile("SELECT Email.*"));
    window.button("Create and start").click();

    assertThat(step(window, "send_email")).containsText(Dashboard.CONTACTS + " sent");
    window.button("Cancel").click();
    window.button("Cancel the campaign").click();
    assertThat(badge(window)).hasText("cancelled");
  }

  private static String create(String name, String more, String addresses) {
    return DASHBOARD
        .api()
        .post(
            "/api/campaigns",
            """
            {"name": "%s", "subject": "Hello", "body": "Dear {{name}}", %s"audience": {"emails": [%s]}}
            """
                .formatted(name, more, addresses))
        .json()
        .get("id")
        .asString();
  }

  private static String addresses(int count) {
    return IntStream.range(0, count)
        .mapToObj("{\"email\": \"person%d@example.com\", \"name\": \"Ann\"}"::formatted)
        .collect(Collectors.joining(", "));
  }

  /** When jobs of the campaign died that are dead now. */
  private static Stream<Instant> deaths(String id) {
    return DASHBOARD
        .api()
        .get("/api/campaigns/" + id + "/dead-letters")
        .json()
        .get("items")
        .valueStream()
        .map(each -> Instant.parse(each.get("diedAt").asString()));
  }

  private static Locator step(Window window, String step) {
    return window.find("[data-step='" + step + "']");
  }

  private static Locator badge(Window window) {
    return window.find("h1 .badge");
  }
}
