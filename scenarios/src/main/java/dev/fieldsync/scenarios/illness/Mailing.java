package dev.fieldsync.scenarios.illness;

import dev.fieldsync.scenarios.campaign.CampaignRun;
import dev.fieldsync.scenarios.figures.Goal;
import dev.fieldsync.scenarios.scenario.Findings;
import dev.fieldsync.scenarios.system.Cluster;
import dev.fieldsync.scenarios.system.Target;
import java.util.Objects;

/** A campaign over a provider that behaves as it is told. */
final class Mailing implements Cause {

  private final Target system;
  private final CampaignRun run;

  private Mailing(Target system, CampaignRun run) {
    this.system = system;
    this.run = run;
  }

  /**
   * Starts it.
   *
   * @param behaviour of the provider, as {@code docs/providers.md} has it
   */
  static Mailing start(Target system, String behaviour, int jobs) {
    Cluster cluster = Objects.requireNonNull(system.cluster(), "It has a cluster of its own");
    cluster.mail().behave(behaviour);
    return new Mailing(
        system, CampaignRun.start(system.gateway(), system.connections(), "Mailing", jobs, 20));
  }

  @Override
  public void judge(Findings.Builder findings) {
    findings.figure("jobs done meanwhile", run.ended().done());
    findings.goal(Goal.none("jobs whose step is not recorded once", run.notOnce()));
    run.close();
  }

  @Override
  public void close() {
    run.cancel(system.gateway());
  }
}
