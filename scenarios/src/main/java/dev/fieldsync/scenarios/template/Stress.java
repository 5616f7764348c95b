package dev.fieldsync.scenarios.template;

import dev.fieldsync.scenarios.figures.Goal;
import dev.fieldsync.scenarios.process.ScenarioFailure;
import dev.fieldsync.scenarios.scenario.Findings;
import dev.fieldsync.scenarios.scenario.Narrator;
import dev.fieldsync.scenarios.scenario.Scenario;
import dev.fieldsync.scenarios.system.Gateway;
import dev.fieldsync.scenarios.system.Reply;
import dev.fieldsync.scenarios.system.Target;
import dev.fieldsync.scenarios.template.Templates.Outcome;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/** Scenario 4 of the requirements: rapid fire on one template. */
public final class Stress implements Scenario {

  private static final double SUCCESS_RATE = 0.95;
  private static final int LONGEST_MS = 3_000;
  private static final int MOST_RETRIES = 3;

  @Option(
      names = "--updates",
      defaultValue = "10",
      description = "Updates in each second (default ${DEFAULT-VALUE}).")
  private int updates;

  @Option(
      names = "--seconds",
      defaultValue = "5",
      description = "For how long (default ${DEFAULT-VALUE}).")
  private int seconds;

  private record Sent(Gateway gateway, CompletableFuture<Reply> answer) {}

  @Override
  public String name() {
    return "stress";
  }

  @Override
  public String purpose() {
    return "Rapid fire: ten updates a second of one template, each of its own field and never"
        + " waiting for the one before; they have to serialize and stay.";
  }

  @Override
  public Findings run(Target system, Narrator narrator) {
    String id = Templates.create(system.gateway(), "Stress");
    List<Sent> sent = fire(system, id, narrator);
    List<Outcome> outcomes = new ArrayList<>();
    for (Sent each : sent) {
      outcomes.add(Templates.decided(each.gateway(), each.gateway().await(each.answer())));
    }
    JsonNode template = Templates.read(system.gateway(), id);
    long applied = outcomes.stream().filter(Outcome::applied).count();
    long lost = 0;
    Set<String> versions = new HashSet<>();
    for (int i = 0; i < outcomes.size(); i++) {
      if (outcomes.get(i).applied()) {
        versions.add(outcomes.get(i).version());
        boolean isThere =
            template.at("/field_definitions/f" + i + "/label").asString("").equals("Shot " + i);
        lost += isThere ? 0 : 1;
      }
    }
    List<JsonNode> history = Templates.history(system.gateway(), id);
    long slowest = outcomes.stream().mapToLong(Outcome::millis).max().orElse(0);
    int retries = outcomes.stream().mapToInt(Outcome::attempts).max().orElse(1) - 1;
    boolean healthy =
        system.gateways().stream().allMatch(each -> each.get("/api/health").status() == 200);
    return new Findings.Builder()
        .figure("template", id)
        .figure("updates sent", outcomes.size())
        .figure("updates applied", applied)
        .figure("versions in the history", history.size())
        .figure("most retries of an update", retries)
        .figure("slowest update (ms)", slowest)
        .goal(Goal.atLeast("success rate", SUCCESS_RATE, (double) applied / outcomes.size()))
        .goal(Goal.none("acknowledged changes that are not there", lost))
        .goal(Goal.atLeast("updates that made a version of their own", applied, versions.size()))
        .goal(Goal.none("versions that do not follow the one before", Templates.broken(history)))
        .goal(Goal.atMost("retries of an update", MOST_RETRIES, retries))
        .goal(Goal.atMost("slowest update (ms)", LONGEST_MS, slowest))
        .holds("all gateways are healthy after it", healthy)
        .meaning("Updates that come faster than one after the other are put in order, none lost.");
  }

  private List<Sent> fire(Target system, String id, Narrator narrator) {
    List<Sent> sent = new ArrayList<>();
    long pause = TimeUnit.SECONDS.toNanos(1) / Math.max(1, updates);
    try (Narrator.Bar bar = narrator.bar("updates sent", (long) updates * seconds)) {
      long begin = System.nanoTime();
      for (int i = 0; i < updates * seconds; i++) {
        TimeUnit.NANOSECONDS.sleep(begin + i * pause - System.nanoTime());
        Gateway gateway = system.gateway(i);
        String change =
            "{\"field_definitions\": {\"f%1$d\": {\"id\": \"f%1$d\", \"type\": \"text\", \"label\": \"Shot %1$d\", \"required\": false}}}"
                .formatted(i);
        sent.add(
            new Sent(gateway, gateway.start("PATCH", Templates.path(id), "User " + i % 7, change)));
        bar.add(1);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ScenarioFailure("Interrupted", e);
    }
    return sent;
  }
}
