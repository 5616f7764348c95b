package dev.fieldsync.campaignworker.work;

import dev.fieldsync.campaigns.campaign.CampaignPlan;
import dev.fieldsync.campaignworker.job.Claim;
import dev.fieldsync.campaignworker.job.Ending;
import dev.fieldsync.campaignworker.job.FairShares;
import dev.fieldsync.campaignworker.job.FairShares.Demand;
import dev.fieldsync.campaignworker.provider.ProviderResult;
import dev.fieldsync.campaignworker.provider.ProviderResult.Accepted;
import dev.fieldsync.campaignworker.provider.ProviderResult.Permanent;
import dev.fieldsync.campaignworker.provider.ProviderResult.RateLimited;
import dev.fieldsync.campaignworker.provider.ProviderResult.Transient;
import dev.fieldsync.campaignworker.step.Done;
import dev.fieldsync.campaignworker.step.Lane;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
 * open, and the rates of campaign and provider allow, in fair shares. Calls end on other threads.
 * For one thread.
 */
@Component
class DispatchTurn {

  private static final Logger log = LoggerFactory.getLogger(DispatchTurn.class);

  private static final long IDLE_WAIT_NANOS = 1_000_000_000;

  private final Heartbeat heartbeat;
  private final Steps steps;
  private final Limits limits;
  private final Pace pace;
  private final Endings endings;
  private final Signals signals;
  private final int maxInFlight;
  private final AtomicInteger inFlight = new AtomicInteger();

  /** Whether the last turn left no room for some that wait; then room is signalled. */
  private volatile boolean isFull;

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
    metrics.maxInFlight(maxInFlight);
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
      int room = room(lane);
      if (room > 0 && limits.restNanos(lane.key()) == 0) {
        begun += begin(tenure, lane, room);
      }
    }
    // Looked at after the last one has begun: it may have taken the last room, and then nobody but
    // a call that ends can say that there is some.
    isFull = tenure.backlog().lanes().stream().anyMatch(lane -> room(lane) < 1);
    if (begun > 0) {
      signals.jobsQueued();
    }
    return begun;
  }

  /**
   * Returns when the next step may begin: not before so many nanoseconds, unless something is
   * claimed or comes back before that.
   */
  long waitNanos() {
    Tenure tenure = heartbeat.current();
    long wait = IDLE_WAIT_NANOS;
    if (tenure == null) {
      return wait;
    }
    for (Lane lane : tenure.backlog().lanes()) {
      if (room(lane) < 1) {
        continue; // Whatever comes back from now on says so.
      }
      long campaigns = IDLE_WAIT_NANOS;
      for (Backlog.Waiting each : tenure.backlog().waiting(lane)) {
        CampaignPlan plan = each.plan();
        campaigns = Math.min(campaigns, limits.waitNanos(key(plan), maxPerSecond(lane, plan)));
      }
      long provider =
          Math.max(limits.restNanos(lane.key()), limits.waitNanos(lane.key(), lane.maxPerSecond()));
      wait = Math.min(wait, Math.max(campaigns, provider));
    }
    return wait;
  }

  private int room(Lane lane) {
    return Math.min(maxInFlight - inFlight.get(), lane.free().getAsInt());
  }

  private int begin(Tenure tenure, Lane lane, int room) {
    List<Backlog.Waiting> waiting = tenure.backlog().waiting(lane);
    Map<UUID, Integer> shares =
        fair().divide(room, waiting.stream().map(each -> demand(each, each.jobs())).toList());
    Map<UUID, CampaignPlan> plans = new HashMap<>();
    List<Demand> allowed = new ArrayList<>();
    for (Backlog.Waiting each : waiting) {
      CampaignPlan plan = each.plan();
      int share = shares.getOrDefault(plan.id(), 0);
      plans.put(plan.id(), plan);
      allowed.add(demand(each, limits.available(key(plan), maxPerSecond(lane, plan), share)));
    }
    int sum = allowed.stream().mapToInt(Demand::jobs).sum();
    int available = limits.available(lane.key(), lane.maxPerSecond(), sum);
    int begun = 0;
    for (Map.Entry<UUID, Integer> each : fair().divide(available, allowed).entrySet()) {
      begun +=
          begin(tenure, lane, Objects.requireNonNull(plans.get(each.getKey())), each.getValue());
    }
    return begun;
  }

  private int begin(Tenure tenure, Lane lane, CampaignPlan plan, int most) {
    List<Claim> claims = tenure.backlog().take(lane, plan.id(), most);
    limits.use(key(plan), maxPerSecond(lane, plan), claims.size());
    limits.use(lane.key(), lane.maxPerSecond(), claims.size());
    claims.forEach(claim -> begin(tenure, lane, claim));
    pace.begun(plan.id(), claims.size());
    return claims.size();
  }

  private static String key(CampaignPlan plan) {
    return "campaign:" + plan.id();
  }

  /** Of a campaign; what calls nothing is not held back by it. */
  private static @Nullable Integer maxPerSecond(Lane lane, CampaignPlan plan) {
    return lane.equals(Lane.LOCAL) ? null : plan.maxPerSecond();
  }

  private static FairShares fair() {
    return new FairShares(ThreadLocalRandom.current());
  }

  private static Demand demand(Backlog.Waiting waiting, int jobs) {
    CampaignPlan plan = waiting.plan();
    return new Demand(plan.id(), plan.organizationId(), plan.priority(), jobs);
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
              if (isFull) {
                signals.dispatch().raise();
              }
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
