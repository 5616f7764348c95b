package dev.fieldsync.campaignworker.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fieldsync.campaignworker.provider.ProviderResult.Accepted;
import dev.fieldsync.campaignworker.provider.ProviderResult.Permanent;
import dev.fieldsync.campaignworker.provider.ProviderResult.RateLimited;
import dev.fieldsync.campaignworker.provider.ProviderResult.Transient;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ProviderCallsTest {

  private static final BreakerSettings QUICK =
      new BreakerSettings(50, 10, 4, Duration.ofSeconds(10), 2);

  private final SettableClock clock = new SettableClock(Instant.parse("2026-03-01T10:00:00Z"));
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final ProviderCalls calls =
      new ProviderCalls(
          "mail",
          new CallLimits(3, Duration.ofSeconds(1), Duration.ofSeconds(1)),
          QUICK,
          meters,
          clock);
  private final AtomicInteger made = new AtomicInteger();

  @Test
  void a_call_beyond_the_bound_is_not_made_and_costs_no_attempt() {
    CompletableFuture<ProviderResult<String>> open = new CompletableFuture<>();
    for (int i = 0; i < 3; i++) {
      begin(open);
    }

    ProviderResult<String> fourth = calls.run(() -> made(new Accepted<>("done"))).join();

    assertThat(fourth).isInstanceOf(RateLimited.class);
    assertThat(made).hasValue(0);
    assertThat(calls.free()).isZero();
    assertThat(meters.get("fieldsync.provider.in.flight").gauge().value()).isEqualTo(3);
    assertThat(heldBack("bound")).isEqualTo(1);
    open.complete(new Accepted<>("done"));
    assertThat(calls.free()).isEqualTo(3);
  }

  @Test
  void a_provider_that_keeps_failing_is_left_alone_and_the_wait_is_said() {
    fail(4);
    clock.advance(Duration.ofSeconds(3));

    ProviderResult<String> held = calls.run(() -> made(new Accepted<>("done"))).join();

    assertThat(held)
        .isEqualTo(
            new RateLimited<>(
                "mail keeps failing and is not called for now", Duration.ofSeconds(7)));
    assertThat(made).hasValue(4);
    assertThat(meters.get("fieldsync.provider.breaker").gauge().value()).isEqualTo(2);
    assertThat(heldBack("breaker")).isEqualTo(1);
    assertThat(calls.free()).isEqualTo(3);
  }

  @Test
  void after_the_wait_a_few_trials_decide() {
    fail(4);
    clock.advance(Duration.ofSeconds(11));
    CompletableFuture<ProviderResult<String>> first = new CompletableFuture<>();
    CompletableFuture<ProviderResult<String>> second = new CompletableFuture<>();
    begin(first);
    begin(second);

    ProviderResult<String> third = calls.run(() -> made(new Accepted<>("done"))).join();

    assertThat(third).isInstanceOf(RateLimited.class);
    assertThat(meters.get("fieldsync.provider.breaker").gauge().value()).isEqualTo(1);
    first.complete(new Accepted<>("done"));
    second.complete(new Accepted<>("done"));
    assertThat(meters.get("fieldsync.provider.breaker").gauge().value()).isZero();
  }

  @Test
  void being_too_many_and_being_refused_for_good_open_no_breaker() {
    for (int i = 0; i < 20; i++) {
      begin(made(new RateLimited<>("slowly", Duration.ofSeconds(1))));
      begin(made(new Permanent<>("never")));
    }

    ProviderResult<String> next = calls.run(() -> made(new Accepted<>("done"))).join();

    assertThat(next).isEqualTo(new Accepted<>("done"));
    assertThat(count("rate_limited")).isEqualTo(20);
    assertThat(count("permanent")).isEqualTo(20);
    assertThat(count("accepted")).isEqualTo(1);
  }

  @Test
  void an_exception_is_an_outcome_and_gives_its_place_back() {
    ProviderResult<String> thrown =
        calls
            .<String>run(
                () -> {
                  throw new IllegalStateException("a mistake");
                })
            .join();
    ProviderResult<String> lost =
        calls.<String>run(() -> CompletableFuture.failedFuture(new IOException("reset"))).join();

    assertThat(thrown).isEqualTo(new Transient<>("the call of mail failed unexpectedly", null));
    assertThat(lost)
        .isEqualTo(
            new Transient<>(
                "the connection to mail was lost; it may have done what was asked", null));
    assertThat(calls.free()).isEqualTo(3);
    assertThat(count("transient")).isEqualTo(2);
  }

  private void fail(int times) {
    for (int i = 0; i < times; i++) {
      begin(made(new Transient<>("broken", null)));
    }
  }

  private void begin(CompletableFuture<ProviderResult<String>> call) {
    CompletableFuture<ProviderResult<String>> result = calls.run(() -> call);
    assertThat(result.isDone()).isEqualTo(call.isDone());
  }

  private <T> CompletableFuture<ProviderResult<T>> made(ProviderResult<T> result) {
    made.incrementAndGet();
    return CompletableFuture.completedFuture(result);
  }

  private double heldBack(String by) {
    return meters.get("fieldsync.provider.held.back").tag("by", by).counter().count();
  }

  private long count(String outcome) {
    return meters.get("fieldsync.provider.calls").tag("outcome", outcome).timer().count();
  }
}
