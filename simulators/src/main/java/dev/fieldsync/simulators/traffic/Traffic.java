package dev.fieldsync.simulators.traffic;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.Promise;
import org.eclipse.jetty.util.thread.Invocable.InvocationType;
import org.eclipse.jetty.util.thread.ScheduledExecutorScheduler;
import org.eclipse.jetty.util.thread.Scheduler;
import org.jspecify.annotations.Nullable;

/** Takes calls, lets them go as well as the simulator is told to, and answers them in time. */
final class Traffic extends Handler.Abstract.NonBlocking {

  private static final int MAX_BODY = 4 << 20;

  private final SimulatedProvider provider;
  private final Dice dice;
  private final RateLimit rateLimit;
  private final Refusals refusals;
  private final Counters counters = new Counters();
  private final HangingCalls hanging = new HangingCalls();
  private final Control control;
  private final Scheduler timer = new ScheduledExecutorScheduler("simulator-timer", true);
  private volatile Behaviour behaviour = Behaviour.GOOD;

  Traffic(SimulatedProvider provider, long seed, Clock clock) {
    this.provider = provider;
    this.dice = new Dice(seed);
    this.rateLimit = new RateLimit(clock);
    this.refusals = new Refusals(provider, rateLimit, clock);
    this.control = new Control(this, provider);
    addBean(timer);
  }

  void behave(Behaviour changed) {
    behaviour = changed;
  }

  Behaviour behaviour() {
    return behaviour;
  }

  Dice dice() {
    return dice;
  }

  Counters counters() {
    return counters;
  }

  void giveUpHanging() {
    hanging.giveUp();
  }

  void forget() {
    behaviour = Behaviour.GOOD;
    dice.forget();
    hanging.giveUp();
    counters.forget();
    provider.forget();
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    Exchange exchange = new Exchange(request, response, callback);
    Content.Source.asByteArrayAsync(
        request,
        MAX_BODY,
        Promise.Invocable.from(
            InvocationType.NON_BLOCKING, body -> read(exchange, body), callback::failed));
    return true;
  }

  private void read(Exchange exchange, byte[] body) {
    try {
      take(exchange, call(exchange.request(), new String(body, StandardCharsets.UTF_8)));
    } catch (RuntimeException e) {
      // Nothing that is sent to us may leave its sender without an answer.
      exchange.callback().failed(e);
    }
  }

  private void take(Exchange exchange, Call call) {
    if (call.path().startsWith(Control.PATH)) {
      exchange.answer(control.answer(call));
      return;
    }
    counters.arrived();
    exchange.whenEnded(counters::ended);
    Behaviour now = behaviour;
    int left = now.callsPerSecond() == 0 ? 0 : rateLimit.take(now.callsPerSecond());
    if (left < 0) {
      counters.refuse();
      exchange.answer(refusals.tooMany(now));
      return;
    }
    Fault fault = dice.fault(now);
    if (fault != null) {
      counters.fault(fault);
    }
    Duration delay = dice.latency(now);
    if (fault == null || fault == Fault.DONE_TWICE) {
      Answer answer = provider.answer(call, now, counters, fault == Fault.DONE_TWICE);
      after(delay, () -> exchange.answer(refusals.withLimit(answer, now, left)));
    } else {
      goWrong(exchange, call, now, fault, delay);
    }
  }

  private void goWrong(Exchange exchange, Call call, Behaviour now, Fault fault, Duration delay) {
    if (fault == Fault.ANSWER_LOST || fault == Fault.ANSWER_HANGS) {
      provider.answer(call, now, counters, false);
    }
    switch (fault) {
      case HANG, ANSWER_HANGS -> hanging.add(exchange);
      case DROPPED, ANSWER_LOST -> after(delay, exchange::drop);
      case THROTTLED -> after(delay, () -> exchange.answer(refusals.throttled(now)));
      default -> after(delay, () -> exchange.answer(provider.error(fault)));
    }
  }

  private void after(Duration delay, Runnable task) {
    if (delay.isZero()) {
      task.run();
    } else {
      timer.schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS);
    }
  }

  private static Call call(Request request, String body) {
    Map<String, String> headers = new HashMap<>();
    request
        .getHeaders()
        .forEach(field -> headers.put(field.getName().toLowerCase(Locale.ROOT), field.getValue()));
    @Nullable String query = request.getHttpURI().getQuery();
    return new Call(
        request.getMethod(),
        request.getHttpURI().getCanonicalPath(),
        query == null ? "" : query,
        headers,
        body);
  }
}
