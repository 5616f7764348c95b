package dev.fieldsync.campaignworker.work;

import dev.fieldsync.campaignworker.job.Claim;
import dev.fieldsync.campaignworker.job.Ending;
import dev.fieldsync.campaignworker.provider.ProviderResult;
import dev.fieldsync.campaignworker.provider.ProviderResult.Accepted;
import dev.fieldsync.campaignworker.provider.ProviderResult.Permanent;
import dev.fieldsync.campaignworker.provider.ProviderResult.RateLimited;
import dev.fieldsync.campaignworker.provider.ProviderResult.Transient;
import dev.fieldsync.campaignworker.step.Done;
import dev.fieldsync.campaignworker.step.Lane;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Begins the steps of claimed jobs: as many as the worker may have in flight, the provider lets it
 * open, and the rates of campaign and provider allow, campaign by campaign in turn. Calls end on
 * other threads. For one thread.
 */
@Component
class DispatchTurn {

  private static final Logger log = LoggerFactory.getLogger(DispatchTurn.class);

  private final Heartbeat heartbeat;
  private final Steps steps;
  private final Limits limits;
  private final Pace pace;
  private final Endings endings;
  private final Signals signals;
  private final int maxInFlight;
  private final AtomicInteger inFlight = new AtomicInteger();

  DispatchTurn(
      Heartbeat heartbeat,
      Steps steps,
      Limits limits,
      Pace pace,
      Endings endings,
      Signals signals,
      WorkMetrics metrics,
      WorkerProperties properties) {
    this.heartbeat = heartbeat;
    this.steps = steps;
    this.limits = limits;
    this.pace = pace;
    this.endings = endings;
    this.signals = signals;
    this.maxInFlight = properties.maxInFlight();
    metrics.inFlight(inFlight::get);
  }

  /** Returns how many jobs are begun and have not come back. */
  int inFlight() {
    return inFlight.get();
  }

  /**
   * Begins what may be begun now.
   *
   * @return how many
   */
  int runOnce() {
    Tenure tenure = heartbeat.current();
    if (tenure == null) {
      return 0;
    }
    int begun = 0;
    for (Lane lane : tenure.backlog().lanes()) {
      int room = Math.min(maxInFlight - inFlight.get(), lane.free().getAsInt());
      if (room > 0 && !limits.rests(lane.key())) {
        begun += begin(tenure, lane, room);
      }
    }
    if (begun > 0) {
      signals.jobsQueued();
    }
    return begun;
  }

  private int begin(Tenure tenure, Lane lane, int room) {
    Map<UUID, Integer> allowed = new LinkedHashMap<>();
    int sum = 0;
    for (Map.Entry<UUID, Integer> each : shares(tenure.backlog().waiting(lane), room).entrySet()) {
      int jobs = allowedOf(tenure, lane, each.getKey(), each.getValue());
      allowed.put(each.getKey(), jobs);
      sum += jobs;
    }
    int granted = limits.acquire(lane.key(), lane.maxPerSecond(), sum);
    int begun = 0;
    for (Map.Entry<UUID, Integer> each : shares(allowed, granted).entrySet()) {
      for (Claim claim : tenure.backlog().take(lane, each.getKey(), each.getValue())) {
        begin(tenure, lane, claim);
        begun++;
      }
      pace.begun(each.getKey(), each.getValue());
    }
    return begun;
  }

  /** What a campaign's own rate allows. */
  private int allowedOf(Tenure tenure, Lane lane, UUID campaignId, int wanted) {
    Integer perSecond = tenure.backlog().maxPerSecond(lane, campaignId);
    return limits.acquire("campaign:" + campaignId, perSecond, wanted);
  }

  /** Divides evenly; what does not divide goes to those who were served least lately. */
  private static Map<UUID, Integer> shares(Map<UUID, Integer> wanted, int room) {
    Map<UUID, Integer> shares = new LinkedHashMap<>();
    int left = room;
    int parties = (int) wanted.values().stream().filter(jobs -> jobs > 0).count();
    while (left > 0 && parties > 0) {
      int part = Math.max(1, left / parties);
      parties = 0;
      for (Map.Entry<UUID, Integer> each : wanted.entrySet()) {
        int has = shares.getOrDefault(each.getKey(), 0);
        int more = Math.min(Math.min(part, left), each.getValue() - has);
        if (more > 0) {
          shares.put(each.getKey(), has + more);
          left -= more;
        }
        if (has + more < each.getValue()) {
          parties++;
        }
      }
    }
    return shares;
  }

  private void begin(Tenure tenure, Lane lane, Claim claim) {
    inFlight.incrementAndGet();
    CompletableFuture<ProviderResult<Done>> call;
    try {
      call = steps.of(claim.step().kind()).run(claim);
    } catch (RuntimeException e) {
      call = CompletableFuture.failedFuture(e);
    }
    CompletableFuture<ProviderResult<Done>> bounded =
        call.isDone()
            ? call
            : call.copy().orTimeout(claim.step().timeout().toMillis(), TimeUnit.MILLISECONDS);
    CompletableFuture<Void> unused =
        bounded.handle(
            (result, error) -> {
              inFlight.decrementAndGet();
              endings.add(tenure, ending(lane, claim, result, error));
              signals.dispatch().raise();
              return null;
            });
  }

  private Ending ending(
      Lane lane, Claim claim, @Nullable ProviderResult<Done> result, @Nullable Throwable error) {
    if (result instanceof Accepted<Done> accepted) {
      return new Ending.Completed(claim, accepted.value().outcome(), accepted.value().result());
    }
    if (result instanceof RateLimited<Done> limited) {
      limits.rest(lane.key(), limited.retryAfter());
      return new Ending.Deferred(claim, jittered(limited.retryAfter()));
    }
    if (result instanceof Permanent<Done> failed) {
      return new Ending.Failed(claim, true, failed.reason(), null);
    }
    if (result instanceof Transient<Done> failed) {
      return new Ending.Failed(claim, false, failed.reason(), failed.retryAfter());
    }
    return new Ending.Failed(claim, false, reason(claim, error), null);
  }

  /** Those that were refused together do not come back together. */
  private static Duration jittered(Duration wait) {
    long millis = Math.max(1, wait.toMillis());
    return Duration.ofMillis(millis + ThreadLocalRandom.current().nextLong(millis));
  }

  private static String reason(Claim claim, @Nullable Throwable error) {
    Throwable cause =
        error instanceof CompletionException && error.getCause() != null ? error.getCause() : error;
    if (cause instanceof TimeoutException) {
      return "The step did not end within " + claim.step().timeout();
    }
    log.atError()
        .setCause(cause)
        .addKeyValue("campaignId", claim.plan().id())
        .addKeyValue("jobId", claim.jobId())
        .addKeyValue("step", claim.step().name())
        .log("A step failed in a way that was not foreseen; it is tried again");
    return "The step failed unexpectedly";
  }
}
