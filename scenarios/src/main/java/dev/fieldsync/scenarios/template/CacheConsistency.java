package dev.fieldsync.scenarios.template;

import dev.fieldsync.scenarios.figures.Goal;
import dev.fieldsync.scenarios.scenario.Findings;
import dev.fieldsync.scenarios.scenario.Narrator;
import dev.fieldsync.scenarios.scenario.Scenario;
import dev.fieldsync.scenarios.system.Gateway;
import dev.fieldsync.scenarios.system.Reply;
import dev.fieldsync.scenarios.system.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import picocli.CommandLine.Option;

/** Scenario 2 of the requirements: who reads after an update sees it, whoever and wherever. */
public final class CacheConsistency implements Scenario {

  private static final List<String> USERS = List.of("User A", "User B", "User C");
  private static final double HIT_RATE = 0.8;

  @Option(
      names = "--updates",
      defaultValue = "50",
      description = "How many updates are followed by reads (default ${DEFAULT-VALUE}).")
  private int updates;

  @Option(
      names = "--reads",
      defaultValue = "10",
      description = "Reads of each user after each update (default ${DEFAULT-VALUE}).")
  private int reads;

  private long fresh;
  private long stale;
  private long hits;

  @Override
  public String name() {
    return "cache-consistency";
  }

  @Override
  public String purpose() {
    return "Updates a template and at once reads it as three users, through all gateways in turn;"
        + " nobody may see what was before.";
  }

  @Override
  public Findings run(Target system, Narrator narrator) {
    String id = Templates.create(system.gateway(), "Cache consistency");
    try (Narrator.Bar bar = narrator.bar("updates with reads", updates)) {
      for (int i = 1; i <= updates; i++) {
        String name = "Name " + i;
        Gateway writer = system.gateway(i);
        Gateway.require(
            writer.send("PATCH", Templates.path(id), USERS.get(0), "{\"name\": \"" + name + "\"}"),
            "The update");
        for (int j = 0; j < reads; j++) {
          readAll(system, id, name, i + j);
        }
        bar.add(1);
      }
    }
    long all = fresh + stale;
    double hitRate = all == 0 ? 0 : (double) hits / all;
    return new Findings.Builder()
        .figure("gateways", system.gateways().size())
        .figure("updates", updates)
        .figure("reads", all)
        .figure("reads served from memory", hits)
        .goal(Goal.none("reads that saw what was before the update", stale))
        .goal(Goal.atLeast("share of reads served from memory", HIT_RATE, hitRate))
        .meaning(
            "Every read after an acknowledged update saw it, on every gateway, and the cache still"
                + " did its work.");
  }

  private void readAll(Target system, String id, String name, int turn) {
    List<CompletableFuture<Reply>> answers = new ArrayList<>();
    for (int user = 0; user < USERS.size(); user++) {
      answers.add(
          system
              .gateway(turn + user)
              .start("GET", Templates.path(id), USERS.get(user), "application/json", null));
    }
    for (CompletableFuture<Reply> answer : answers) {
      Reply reply = system.gateway().await(answer);
      Gateway.require(reply, "The read");
      if (reply.body().path("name").asString().equals(name)) {
        fresh++;
      } else {
        stale++;
      }
      hits += "HIT".equals(reply.cache()) ? 1 : 0;
    }
  }
}
