package dev.fieldsync.gateway.stats;

import dev.fieldsync.gateway.node.GatewayNode;
import dev.fieldsync.shared.update.ProcessingOutcome.Result;
import io.micrometer.core.instrument.Measurement;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Statistic;
import io.micrometer.core.instrument.search.Search;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * {@code GET /api/stats}. Numbers of the system, without any content and not of one organization.
 */
@RestController
class StatsController {

  private static final String CACHE_READS = "fieldsync.cache.reads";
  private static final String WATCHERS = "fieldsync.events.watchers";

  private final UpdateNumbers updates;
  private final ActiveUpdates active;
  private final ProcessingNumbers processing;
  private final ProcessingBacklog backlog;
  private final CampaignNumbers campaigns;
  private final ConsumerLag lag;
  private final MeterRegistry meters;
  private final GatewayNode node;
  private final Clock clock;

  StatsController(
      UpdateNumbers updates,
      ActiveUpdates active,
      ProcessingNumbers processing,
      ProcessingBacklog backlog,
      CampaignNumbers campaigns,
      ConsumerLag lag,
      MeterRegistry meters,
      GatewayNode node,
      Clock clock) {
    this.updates = updates;
    this.active = active;
    this.processing = processing;
    this.backlog = backlog;
    this.campaigns = campaigns;
    this.lag = lag;
    this.meters = meters;
    this.node = node;
    this.clock = clock;
  }

  @GetMapping("/api/stats")
  Stats stats() {
    ConsumerLag.Lags lags = lag.current();
    return new Stats(
        node.name(),
        clock.instant(),
        active.count(),
        updates.decided(),
        updates.conflictsDetected(),
        updates.conflictsResolved(),
        updates.retries(),
        cacheHitRate(),
        updates.latency(),
        new Throughput(updates.perSecond(10), updates.perSecond(60)),
        lags.updates(),
        processing(lags.processing()),
        campaigns.current(),
        sum(meters.find(WATCHERS), Statistic.VALUE));
  }

  private Processing processing(ConsumerLag.Lag requests) {
    ProcessingBacklog.Backlog waiting = backlog.current();
    return new Processing(
        processing.count(Result.PROCESSED),
        processing.changed(),
        processing.count(Result.SKIPPED),
        processing.count(Result.FAILED),
        waiting.waiting(),
        waiting.due(),
        waiting.oldestDueMs(),
        requests.total());
  }

  private @Nullable Double cacheHitRate() {
    long hits =
        sum(meters.find(CACHE_READS).tag("result", "hit"), Statistic.COUNT)
            + sum(meters.find(CACHE_READS).tag("result", "unchecked"), Statistic.COUNT);
    long misses = sum(meters.find(CACHE_READS).tag("result", "miss"), Statistic.COUNT);
    return hits + misses == 0 ? null : (double) hits / (hits + misses);
  }

  private static long sum(Search search, Statistic statistic) {
    double sum = 0;
    for (Meter meter : search.meters()) {
      for (Measurement measurement : meter.measure()) {
        if (measurement.getStatistic() == statistic) {
          sum += measurement.getValue();
        }
      }
    }
    return (long) sum;
  }

  /**
   * What is shown; counts are since this gateway's start.
   *
   * @param node this gateway
   * @param at when (our clock)
   * @param activeUpdates accepted here and not decided yet
   * @param decided by status, whichever gateway accepted them
   * @param conflictsDetected another writer came in between
   * @param conflictsResolved those of them after which the update was applied all the same
   * @param retries attempts beyond an update's first
   * @param cacheHitRate 0 to 1, {@code null} until this gateway's cache was read
   * @param latencyMs of the answers that this gateway gave
   * @param updatesPerSecond decided, whichever gateway accepted them
   * @param consumerLag what the workers have before them
   * @param processing of the background processing
   * @param campaigns of the campaigns, {@code null} when it is not known
   * @param watchers live streams of this gateway
   */
  record Stats(
      String node,
      Instant at,
      long activeUpdates,
      Map<String, Long> decided,
      long conflictsDetected,
      long conflictsResolved,
      long retries,
      @Nullable Double cacheHitRate,
      UpdateNumbers.Latency latencyMs,
      Throughput updatesPerSecond,
      ConsumerLag.Lag consumerLag,
      Processing processing,
      CampaignNumbers.@Nullable Campaigns campaigns,
      long watchers) {}

  /**
   * The background processing; what is not known is {@code null}.
   *
   * @param processed runs that ended so, since this gateway's start
   * @param changed those of them that made a version
   * @param waiting templates that wait for their turn or their time
   * @param due those of them whose time has come
   * @param oldestDueMs for how many milliseconds the first of these has been due
   * @param lag requests that no processor has read yet
   */
  record Processing(
      long processed,
      long changed,
      long skipped,
      long failed,
      @Nullable Long waiting,
      @Nullable Long due,
      @Nullable Long oldestDueMs,
      @Nullable Long lag) {}

  /** Updates per second over the last full seconds. */
  record Throughput(double last10s, double last60s) {}
}
