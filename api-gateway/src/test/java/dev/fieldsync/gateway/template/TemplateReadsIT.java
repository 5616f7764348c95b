package dev.fieldsync.gateway.template;

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

class TemplateReadsIT {

  private static GatewayHarness gateway;

  @BeforeAll
  static void startGateway() {
    gateway = GatewayHarness.demo();
  }

  @AfterAll
  static void stopGateway() {
    gateway.close();
  }

  @Test
  void aLegacyTemplateIsReadAsItIsAndComesFromTheCacheTheSecondTime() {
    UUID id = gateway.insertTemplate(GatewayHarness.DEMO);

    HttpResponse<String> first = gateway.get("/api/templates/" + id);
    HttpResponse<String> second = gateway.get("/api/templates/" + id);

    assertThat(first.headers().firstValue("X-Cache")).hasValue("MISS");
    assertThat(second.headers().firstValue("X-Cache")).hasValue("HIT");
    assertThat(second.body()).isEqualTo(first.body());
    assertThat(first.headers().firstValue("ETag")).hasValue("\"1.0.0\"");
    JsonNode template = GatewayHarness.json(first);
    assertThat(template.propertyNames())
        .containsExactly(
            "id",
            "name",
            "sections",
            "field_definitions",
            "inspection_variants",
            "version",
            "updated_at",
            "last_user_update",
            "organization_id");
  }

  @Test
  void aKnownVersionIsNotSentAgain() {
    UUID id = gateway.insertTemplate(GatewayHarness.DEMO);

    for (String known : List.of("\"1.0.0\"", "W/\"1.0.0\"", "\"x\", \"1.0.0\"", "*")) {
      HttpResponse<String> response = gateway.get("/api/templates/" + id, "If-None-Match", known);
      assertThat(response.statusCode()).as(known).isEqualTo(304);
      assertThat(response.body()).isEmpty();
    }
    assertThat(gateway.get("/api/templates/" + id, "If-None-Match", "\"1.0.1\"").statusCode())
        .isEqualTo(200);
  }

  @Test
  void aLegacyWriteThatKeepsTheVersionAndSendsNoEventIsSeenAtOnce() {
    UUID id = gateway.insertTemplate(GatewayHarness.DEMO);
    gateway.get("/api/templates/" + id);

    gateway.jdbc().update("update template_library set name = 'Renamed' where id = ?", id);

    HttpResponse<String> read = gateway.get("/api/templates/" + id);
    assertThat(read.headers().firstValue("X-Cache")).hasValue("MISS");
    assertThat(GatewayHarness.json(read).get("name").stringValue()).isEqualTo("Renamed");
  }

  @Test
  void aDeletedTemplateIsGoneAndOneThatIsCreatedLaterIsThere() {
    UUID id = gateway.insertTemplate(GatewayHarness.DEMO);
    gateway.get("/api/templates/" + id);
    gateway.jdbc().update("delete from template_library where id = ?", id);
    assertThat(gateway.get("/api/templates/" + id).statusCode()).isEqualTo(404);

    gateway.jdbc().execute("alter table template_library alter column version drop not null");
    gateway
        .jdbc()
        .update(
            "insert into template_library (id, name, sections, field_definitions, updated_at,"
                + " organization_id) values (?, 'Again', '[]', '{}', now(), 'demo')",
            id);

    HttpResponse<String> read = gateway.get("/api/templates/" + id);
    assertThat(read.statusCode()).isEqualTo(200);
    assertThat(GatewayHarness.json(read).get("version").isNull()).isTrue();
    assertThat(gateway.get("/api/templates/" + id).headers().firstValue("X-Cache")).hasValue("HIT");
  }

  @Test
  void anotherOrganizationsTemplateDoesNotExistWithOrWithoutACheck() {
    UUID id = gateway.insertTemplate("somebody else");

    for (String control : List.of("no-cache", "max-stale=60", "max-stale=60")) {
      assertThat(gateway.get("/api/templates/" + id, "Cache-Control", control).statusCode())
          .isEqualTo(404);
    }
  }

  @Test
  void whoCanLiveWithAnOlderTemplateGetsItWithoutACheckAndWhatIsMalformedIsIgnored() {
    UUID id = gateway.insertTemplate(GatewayHarness.DEMO);
    String path = "/api/templates/" + id;
    gateway.get(path);
    gateway.jdbc().update("update template_library set name = 'Renamed' where id = ?", id);

    HttpResponse<String> old = gateway.get(path, "Cache-Control", "max-stale=3600");

    assertThat(old.headers().firstValue("X-Cache")).hasValue("HIT");
    assertThat(GatewayHarness.json(old).get("name").stringValue()).isEqualTo("Legacy");
    for (String control :
        List.of(
            "max-stale", "max-stale=-1", "max-stale=x", "max-stale=0", "max-stale=9, no-cache")) {
      assertThat(
              GatewayHarness.json(gateway.get(path, "Cache-Control", control))
                  .get("name")
                  .stringValue())
          .as(control)
          .isEqualTo("Renamed");
    }
  }

  @Test
  void pagesThroughAllTemplatesOfTheOrganizationOnce() {
    List<String> inserted = new ArrayList<>();
    for (int i = 0; i < 7; i++) {
      inserted.add(gateway.insertTemplate(GatewayHarness.DEMO).toString());
    }
    gateway.insertTemplate("somebody else");

    List<String> seen = new ArrayList<>();
    String cursor = "";
    do {
      JsonNode page = GatewayHarness.json(gateway.get("/api/templates?limit=3" + cursor));
      page.get("items").forEach(item -> seen.add(item.get("id").stringValue()));
      cursor =
          page.get("nextCursor").isNull()
              ? null
              : "&cursor=" + page.get("nextCursor").stringValue();
    } while (cursor != null);

    assertThat(seen).doesNotHaveDuplicates().containsAll(inserted).isSorted();
    assertThat(seen.size())
        .isEqualTo(
            gateway
                .jdbc()
                .queryForObject(
                    "select count(*)::int from template_library where organization_id = 'demo'",
                    Integer.class));
  }

  @Test
  void aPageEndsEarlyWhenItsTemplatesAreLargeAndTheNextGoesOn() {
    String large = "x".repeat(1_500_000);
    List<String> inserted = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      String id = gateway.insertTemplate(GatewayHarness.DEMO).toString();
      gateway
          .jdbc()
          .update(
              "update template_library set sections = jsonb_build_array(?::text) where id = ?::uuid",
              large,
              id);
      inserted.add(id);
    }

    List<String> seen = new ArrayList<>();
    String cursor = "";
    while (cursor != null) {
      HttpResponse<String> response = gateway.get("/api/templates?limit=100" + cursor);
      assertThat(response.body().length()).isLessThan(2_500_000);
      JsonNode page = GatewayHarness.json(response);
      page.get("items").forEach(item -> seen.add(item.get("id").stringValue()));
      cursor =
          page.get("nextCursor").isNull()
              ? null
              : "&cursor=" + page.get("nextCursor").stringValue();
    }

    assertThat(seen).doesNotHaveDuplicates().containsAll(inserted);
  }
}
