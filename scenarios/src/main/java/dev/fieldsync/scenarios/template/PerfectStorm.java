package dev.fieldsync.scenarios.template;

import dev.fieldsync.scenarios.figures.Goal;
import dev.fieldsync.scenarios.scenario.Findings;
import dev.fieldsync.scenarios.scenario.Narrator;
import dev.fieldsync.scenarios.scenario.Scenario;
import dev.fieldsync.scenarios.system.Gateway;
import dev.fieldsync.scenarios.system.Reply;
import dev.fieldsync.scenarios.system.Target;
import dev.fieldsync.scenarios.template.Templates.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/** Scenario 1 of the requirements: everybody at once, on one template. */
public final class PerfectStorm implements Scenario {

  private static final int LONGEST_MS = 3_000;
  private static final int MOST_ATTEMPTS = 4;
  private static final String JSON = "application/json";

  @Option(
      names = "--rounds",
      defaultValue = "10",
      description = "How often everybody strikes (default ${DEFAULT-VALUE}).")
  private int rounds;

  private final List<Outcome> outcomes = new ArrayList<>();
  private final List<String> jobs = new ArrayList<>();
  private long lost;

  @Override
  public String name() {
    return "perfect-storm";
  }

  @Override
  public String purpose() {
    return "Three users change name, fields and sections of one template and a background job runs,"
        + " all at the same moment; nothing may be lost.";
  }

  @Override
  public Findings run(Target system, Narrator narrator) {
    String id = Templates.create(system.gateway(), "Perfect storm");
    for (int round = 1; round <= rounds; round++) {
      strike(system, id, round, narrator);
    }
    List<JsonNode> history = Templates.history(system.gateway(), id);
    long users =
        history.stream().filter(each -> each.path("source").asString().equals("user")).count();
    long applied = outcomes.stream().filter(Outcome::applied).count();
    return new Findings.Builder()
        .figure("template", id)
        .figure("updates sent", outcomes.size())
        .figure("updates applied", applied)
        .figure("versions in the history", history.size())
        .figure("background runs", String.join(", ", jobs))
        .figure("slowest update (ms)", slowest())
        .goal(Goal.atLeast("every update succeeds, of all sent", outcomes.size(), applied))
        .goal(Goal.none("acknowledged changes that are not there", lost))
        .goal(Goal.atLeast("one version for each update and the creation", applied + 1, users))
        .goal(Goal.none("versions that do not follow the one before", Templates.broken(history)))
        .goal(Goal.atMost("attempts of an update", MOST_ATTEMPTS, attempts()))
        .goal(Goal.atMost("slowest update (ms)", LONGEST_MS, slowest()))
        .meaning(
            "Changes to different parts of one template meet and all of them stay; each made a"
                + " version, in one unbroken chain.");
  }

  private void strike(Target system, String id, int round, Narrator narrator) {
    String path = Templates.path(id);
    narrator.say("Round " + round + ": users A, B and C and the background job start");
    List<Gateway> asked = new ArrayList<>();
    List<CompletableFuture<Reply>> edits = new ArrayList<>();
    String[][] changes = {
      {"User A", "{\"name\": \"Storm %d\"}"},
      {"User B", "{\"field_definitions\": {\"floors\": {\"label\": \"Floors %d\"}}}"},
      {
        "User C",
        "{\"sections\": [{\"id\": \"s1\", \"title\": \"Title %d\", \"fields\": [\"floors\"],"
            + " \"order\": 1}]}"
      }
    };
    for (int i = 0; i < changes.length; i++) {
      Gateway gateway = system.gateway(round + i);
      asked.add(gateway);
      edits.add(gateway.start("PATCH", path, changes[i][0], changes[i][1].formatted(round)));
    }
    Gateway gateway = system.gateway(round);
    CompletableFuture<Reply> job =
        gateway.start("POST", path + "/process", "Background", JSON, null);
    for (int i = 0; i < changes.length; i++) {
      Outcome outcome = Templates.decided(asked.get(i), asked.get(i).await(edits.get(i)));
      outcomes.add(outcome);
      narrator.say(
          changes[i][0]
              + (outcome.applied() ? ": SUCCESS, " + outcome.version() : ": NOT APPLIED")
              + ", attempts "
              + outcome.attempts());
    }
    JsonNode ran = Templates.processed(gateway.await(job));
    jobs.add(ran.path("outcome").asString("accepted"));
    narrator.say("Background: " + ran.path("reason").asString(ran.path("outcome").asString("")));
    lost += missing(Templates.read(system.gateway(round + 1), id), round);
  }

  private static long missing(JsonNode template, int round) {
    long missing = 0;
    missing += template.path("name").asString().equals("Storm " + round) ? 0 : 1;
    missing +=
        template.at("/field_definitions/floors/label").asString("").equals("Floors " + round)
            ? 0
            : 1;
    missing += template.at("/sections/0/title").asString("").equals("Title " + round) ? 0 : 1;
    return missing;
  }

  private long slowest() {
    return outcomes.stream().mapToLong(Outcome::millis).max().orElse(0);
  }

  private int attempts() {
    return outcomes.stream().mapToInt(Outcome::attempts).max().orElse(0);
  }
}
