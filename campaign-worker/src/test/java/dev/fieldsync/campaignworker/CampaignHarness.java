package dev.fieldsync.campaignworker;

import dev.fieldsync.campaigns.audience.AudienceEntry;
import dev.fieldsync.campaigns.campaign.CampaignCounts;
import dev.fieldsync.campaigns.campaign.CreateCampaign;
import dev.fieldsync.campaigns.campaign.NewCampaign;
import dev.fieldsync.campaigns.workflow.Workflows;
import dev.fieldsync.campaignworker.job.ClaimJobs;
import dev.fieldsync.campaignworker.job.EndJobs;
import dev.fieldsync.campaignworker.job.WakeJobs;
import dev.fieldsync.campaignworker.job.Workers;
import dev.fieldsync.campaignworker.watch.CampaignTurns;
import dev.fieldsync.testing.Backends;
import dev.fieldsync.testing.Workspace;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.springframework.boot.jdbc.DataSourceBuilder;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** The beans of this module on a database of their own, with a clock that tests turn. */
public final class CampaignHarness implements AutoCloseable {

  public static final Duration LEASE = Duration.ofMinutes(5);

  public final TurnedClock clock = new TurnedClock();
  public final JdbcTemplate jdbc;
  private final DataSource pool;
  private final AnnotationConfigApplicationContext context =
      new AnnotationConfigApplicationContext();

  public CampaignHarness() {
    Workspace workspace = Backends.shared().newWorkspace();
    Flyway.configure()
        .dataSource(workspace.dataSource())
        .defaultSchema("fieldsync")
        .createSchemas(true)
        .load()
        .migrate();
    // Spring Boot's own pool, of ten connections.
    pool =
        DataSourceBuilder.create()
            .url(workspace.jdbcUrl())
            .username(workspace.username())
            .password(workspace.password())
            .build();
    jdbc = new JdbcTemplate(pool);
    context.registerBean(DataSource.class, () -> pool);
    context.registerBean(JdbcTemplate.class, () -> jdbc);
    context.registerBean(
        TransactionTemplate.class,
        () -> new TransactionTemplate(new DataSourceTransactionManager(pool)));
    context.registerBean(Clock.class, () -> clock);
    context.register(CampaignTurns.class);
    context.scan(
        "dev.fieldsync.campaigns",
        "dev.fieldsync.campaignworker.job",
        "dev.fieldsync.campaignworker.rate");
    context.refresh();
  }

  public <T> T get(Class<T> type) {
    return context.getBean(type);
  }

  public ClaimJobs claims() {
    return get(ClaimJobs.class);
  }

  public EndJobs ends() {
    return get(EndJobs.class);
  }

  public WakeJobs wakes() {
    return get(WakeJobs.class);
  }

  public long worker() {
    return get(Workers.class).register("test", LEASE);
  }

  /** Makes a campaign of the standard workflow with jobs for p0@example.com, p1@example.com, ... */
  public UUID campaign(int jobs) {
    return campaign("demo", jobs, Workflows.standard());
  }

  public UUID campaign(String organizationId, int jobs, JsonNode workflow) {
    return campaign(organizationId, jobs, workflow, NewCampaign.DEFAULT_PRIORITY);
  }

  public UUID campaign(String organizationId, int jobs, JsonNode workflow, int priority) {
    NewCampaign campaign = newCampaign(organizationId, workflow, priority);
    get(CreateCampaign.class).create(campaign, people(jobs));
    return campaign.id();
  }

  public static NewCampaign newCampaign(String organizationId, JsonNode workflow, int priority) {
    return new NewCampaign(
        UUID.randomUUID(),
        organizationId,
        "Spring inspection",
        priority,
        Instant.EPOCH,
        null,
        workflow,
        JsonNodeFactory.instance.objectNode(),
        "office");
  }

  public static Iterator<AudienceEntry> people(int number) {
    return IntStream.range(0, number)
        .<AudienceEntry>mapToObj(
            i ->
                new AudienceEntry.Recipient(
                    i + 1, "p%d@example.com".formatted(i), "{\"name\":\"Person %d\"}".formatted(i)))
        .iterator();
  }

  /** Returns the counters, such as {@code send_email ready} to 10. */
  public Map<String, Long> counts(UUID campaignId) {
    Map<String, Long> counts = new TreeMap<>();
    get(CampaignCounts.class)
        .of(campaignId)
        .forEach(each -> counts.put(each.step() + " " + each.state(), each.jobs()));
    return counts;
  }

  /** Returns what the counters should be: the job rows, counted. */
  public Map<String, Long> truth(UUID campaignId) {
    Map<String, Long> counts = new TreeMap<>();
    jdbc.query(
        """
        select step || ' ' || state as place, count(*) as jobs
          from fieldsync.campaign_job_now
         where campaign_id = ?
         group by 1
        """,
        row -> {
          counts.put(row.getString("place"), row.getLong("jobs"));
        },
        campaignId);
    return counts;
  }

  /** Returns how many jobs do not have exactly the row elsewhere that their state says. */
  public int misplaced() {
    Integer jobs =
        jdbc.queryForObject(
            """
            select count(*)
              from fieldsync.campaign_job_now j
              left join (select unnest(jobs) as job_id from fieldsync.campaign_queue) q
                     on q.job_id = j.id
              left join (select unnest(jobs) as job_id from fieldsync.campaign_lease) l
                     on l.job_id = j.id
              left join fieldsync.campaign_waiting w on w.job_id = j.id
              left join fieldsync.campaign_dead_letter d on d.job_id = j.id
             where (j.state = 'ready') <> ((q.job_id is null) <> (l.job_id is null))
                or (j.state = 'waiting') <> (w.job_id is not null)
                or (j.state = 'dead') <> (d.job_id is not null)
                or (j.state <> 'ready' and (q.job_id is not null or l.job_id is not null))
            """,
            Integer.class);
    return jobs == null ? 0 : jobs;
  }

  public void killWorker(long worker) {
    jdbc.update(
        "update fieldsync.campaign_worker set alive_until = clock_timestamp() where id = ?",
        worker);
  }

  @Override
  public void close() {
    // And with it the pool, which is one of its beans.
    context.close();
  }
}
