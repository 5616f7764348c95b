package dev.fieldsync.gateway.presence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fieldsync.gateway.GatewayHarness;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Who else edits. */
class EditorsIT {

  private static final UUID ANNA = UUID.randomUUID();
  private static final UUID BEN = UUID.randomUUID();

  private static GatewayHarness gateway;

  private final String path =
      "/api/templates/" + gateway.insertTemplate(GatewayHarness.DEMO) + "/editors";

  @BeforeAll
  static void start() {
    gateway = GatewayHarness.demo();
  }

  @AfterAll
  static void stop() {
    gateway.close();
  }

  private HttpResponse<String> renew(UUID editor, String actor) {
    return gateway.send("PUT", path + "/" + editor, "", "X-Actor", actor);
  }

  private static List<String> actors(HttpResponse<String> answer) {
    List<String> actors = new ArrayList<>();
    for (JsonNode editor : GatewayHarness.json(answer).get("editors")) {
      actors.add(editor.get("actor").asString());
    }
    return actors;
  }

  @Test
  void everyWindowLearnsOfTheOthersUntilTheyGo() {
    assertThat(actors(renew(ANNA, "Anna"))).containsExactly("Anna");
    assertThat(actors(renew(BEN, "Ben"))).containsExactly("Anna", "Ben");
    assertThat(actors(renew(ANNA, "Anna B."))).containsExactly("Anna B.", "Ben");

    assertThat(gateway.send("DELETE", path + "/" + ANNA, "").statusCode()).isEqualTo(204);
    assertThat(gateway.send("DELETE", path + "/" + ANNA, "").statusCode()).isEqualTo(204);

    assertThat(actors(gateway.get(path))).containsExactly("Ben");
  }

  @Test
  void aWindowThatSaysNothingIsForgottenAndSweptAway() {
    renew(ANNA, "Anna");
    gateway
        .jdbc()
        .update("update fieldsync.template_editor set until = clock_timestamp() - interval '1 s'");

    assertThat(actors(gateway.get(path))).isEmpty();
    renew(BEN, "Ben");

    assertThat(
            gateway
                .jdbc()
                .queryForObject(
                    "select count(*) from fieldsync.template_editor where editor_id = ?",
                    Integer.class,
                    ANNA))
        .isZero();
  }

  @Test
  void noMoreThanFiftyAreKeptAndThoseStay() {
    for (int i = 0; i < EditorTable.MAX_EDITORS; i++) {
      renew(UUID.randomUUID(), "Editor " + i);
    }

    assertThat(actors(renew(ANNA, "One too many")))
        .hasSize(EditorTable.MAX_EDITORS)
        .doesNotContain("One too many");
  }

  @Test
  void anotherOrganizationsTemplateAndANameThatIsNoneAreRefused() {
    String theirs = "/api/templates/" + gateway.insertTemplate("globex") + "/editors";

    assertThat(gateway.get(theirs).statusCode()).isEqualTo(404);
    assertThat(gateway.send("PUT", theirs + "/" + ANNA, "").statusCode()).isEqualTo(404);
    assertThat(gateway.send("DELETE", theirs + "/" + ANNA, "").statusCode()).isEqualTo(404);
    assertThat(gateway.get("/api/templates/nonsense/editors").statusCode()).isEqualTo(404);
    assertThat(gateway.send("PUT", path + "/nonsense", "").statusCode()).isEqualTo(400);
  }
}
