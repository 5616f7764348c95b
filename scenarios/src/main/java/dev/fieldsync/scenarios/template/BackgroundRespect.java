package dev.fieldsync.scenarios.template;

import dev.fieldsync.scenarios.process.ScenarioFailure;
import dev.fieldsync.scenarios.scenario.Findings;
import dev.fieldsync.scenarios.scenario.Narrator;
import dev.fieldsync.scenarios.scenario.Scenario;
import dev.fieldsync.scenarios.system.Gateway;
import dev.fieldsync.scenarios.system.Target;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/** Scenario 3 of the requirements: the background job leaves alone what a user has just changed. */
public final class BackgroundRespect implements Scenario {

  private static final String LABEL = "/field_definitions/floors/label";

  @Option(
      names = "--wait",
      defaultValue = "6",
      paramLabel = "<seconds>",
      description = "Between the two background jobs (default ${DEFAULT-VALUE}).")
  private int waitSeconds;

  @Override
  public String name() {
    return "background-respect";
  }

  @Override
  public String purpose() {
    return "A user updates, the background job comes at once and has to skip, waits, comes again"
        + " and has to process, and never touches what the user wrote.";
  }

  @Override
  public Findings run(Target system, Narrator narrator) {
    Gateway gateway = system.gateway();
    String id = Templates.create(gateway, "Background respect");
    Gateway.require(
        gateway.send(
            "PATCH",
            Templates.path(id),
            "User A",
            "{\"field_definitions\": {\"floors\": {\"label\": \"User's own\"}}}"),
        "The update");
    narrator.say("User A: SUCCESS");
    JsonNode first = Templates.process(gateway, id);
    narrator.say("Background: " + first.path("reason").asString(first.toString()));
    String afterFirst = Templates.read(gateway, id).at(LABEL).asString("");
    pause(narrator);
    JsonNode second = Templates.process(gateway, id);
    narrator.say("Background: " + second.path("outcome").asString(second.toString()));
    JsonNode template = Templates.read(gateway, id);
    return new Findings.Builder()
        .figure("first run", first.path("outcome").asString(""))
        .figure("its reason", first.path("reason").asString(""))
        .figure("second run", second.path("outcome").asString(""))
        .figure("derived", template.at("/field_definitions/floors/usedInSections").toString())
        .holds("the first run skips", first.path("outcome").asString("").equals("skipped"))
        .holds(
            "it says \"Skipped - recent user update\"",
            first.path("reason").asString("").startsWith("Skipped - recent user update"))
        .holds("the second run processes", second.path("outcome").asString("").equals("processed"))
        .holds(
            "fields are derived after it",
            template.at("/field_definitions/floors/processed").asBoolean(false))
        .holds(
            "what the user wrote is untouched after both",
            afterFirst.equals("User's own") && template.at(LABEL).asString("").equals(afterFirst))
        .meaning("The background job waits for users and writes beside them, never over them.");
  }

  private void pause(Narrator narrator) {
    try (Narrator.Bar bar = narrator.bar("waiting (s)", waitSeconds)) {
      for (int i = 0; i < waitSeconds; i++) {
        TimeUnit.SECONDS.sleep(1);
        bar.add(1);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ScenarioFailure("Interrupted", e);
    }
  }
}
