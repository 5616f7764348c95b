package dev.fieldsync.scenarios.bench.jobs;

import dev.fieldsync.scenarios.bench.setup.Processes;
import dev.fieldsync.scenarios.process.Waiting;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Campaigns. Each batch of jobs is a campaign that is paused until it is to be worked on; workers
 * run all the time.
 */
final class Fieldsync implements Side {

  private static final int JOBS_IN_A_REQUEST = 50_000;
  private static final Duration COUNTING_LIMIT = Duration.ofSeconds(3);
  private static final Duration WAITING_LIMIT = Duration.ofMinutes(15);

  private static final String COUNT_ENDED =
      """
      select coalesce(sum(jobs), 0)
        from fieldsync.campaign_progress
       where campaign_id = '%s' and state = 'done'
      """;

  /** A claim that is held, or whatever was done before anybody could see that. */
  private static final String COUNT_BEGUN =
      """
      select (select count(*)
                from (select 1 from fieldsync.campaign_lease where campaign_id = '%1$s' limit 1) held)
           + (select count(*)
                from fieldsync.campaign_progress
               where campaign_id = '%1$s' and state = 'done')
      """;

  /** Jobs that are not done, or whose step is not recorded just once. */
  private static final String COUNT_WRONG =
      """
      select count(*)
        from fieldsync.campaign_job_now j
       where j.campaign_id = '%s'
         and (j.state <> 'done' or cardinality(j.results) <> 1)
      """;

  private static final String COUNT_WAITING =
      """
      select coalesce(sum(jobs), 0)
        from fieldsync.campaign_progress
       where campaign_id = '%s' and state = 'waiting'
      """;

  private final Set<String> processes = new HashSet<>(Set.of(Processes.POSTGRES, Processes.KAFKA));
  private final Gateway gateway;
  private final ExecutedSteps steps;
  private final Database database;
  private UUID campaign = new UUID(0, 0);
  private String people = "";
  private int jobs;
  private long stepsBefore;

  /**
   * Takes services that run.
   *
   * @param processNames as the meter calls them
   */
  Fieldsync(Set<String> processNames, Gateway gateway, ExecutedSteps steps, Database database) {
    this.processes.addAll(processNames);
    this.gateway = gateway;
    this.steps = steps;
    this.database = database;
  }

  @Override
  public SideName name() {
    return SideName.FIELDSYNC;
  }

  @Override
  public Set<String> processes() {
    return processes;
  }

  @Override
  public void prepare(int number) {
    campaign = gateway.makePaused();
    if (number != jobs) {
      people = Gateway.people(0, number);
      jobs = number;
    }
    stepsBefore = steps.total();
  }

  @Override
  public void create() {
    gateway.add(campaign, people, jobs);
  }

  /** Returns the campaign that was made last. */
  UUID campaign() {
    return campaign;
  }

  Database database() {
    return database;
  }

  @Override
  public void start() {
    gateway.resume(campaign);
  }

  @Override
  public boolean hasBegun() {
    return database.number(COUNT_BEGUN.formatted(campaign)) > 0;
  }

  @Override
  public long unfinished() {
    return jobs - database.number(COUNT_ENDED.formatted(campaign));
  }

  /** They have nothing to do and look for more now and then, as they always do. */
  @Override
  public void stop() {}

  @Override
  public long notOnce() {
    return database.number(COUNT_WRONG.formatted(campaign)) + Math.abs(executed() - jobs);
  }

  /** A worker counts what it has executed a moment after that is recorded. */
  private long executed() {
    long end = System.nanoTime() + COUNTING_LIMIT.toNanos();
    return Waiting.until(
        COUNTING_LIMIT.multipliedBy(2),
        "The campaign-workers do not say what they have executed",
        () -> {
          long executed = steps.total() - stepsBefore;
          boolean isFinal = executed >= jobs || System.nanoTime() > end;
          return isFinal ? Optional.of(executed) : Optional.empty();
        });
  }

  @Override
  public void tidy() {
    database.requireDurability();
    database.tidy();
  }

  /** Brings jobs of another campaign to where they wait for replies. */
  void addWaiting(int number) {
    UUID id = gateway.makeWaiting();
    for (int from = 0; from < number; from += JOBS_IN_A_REQUEST) {
      int some = Math.min(JOBS_IN_A_REQUEST, number - from);
      gateway.add(id, Gateway.people(from, some), some);
    }
    Waiting.until(
        WAITING_LIMIT,
        "Not all jobs have come to wait for replies",
        () ->
            database.number(COUNT_WAITING.formatted(id)) == number
                ? Optional.of(number)
                : Optional.empty());
  }

  @Override
  public void close() {
    database.close();
  }
}
