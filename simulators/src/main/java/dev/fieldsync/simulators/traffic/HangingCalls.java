package dev.fieldsync.simulators.traffic;

import java.util.ArrayList;
import java.util.List;

/** Requests that are never answered; the oldest is given up when there are too many. */
final class HangingCalls {

  private static final int MAX = 10_000;

  private final List<Exchange> calls = new ArrayList<>();

  synchronized void add(Exchange exchange) {
    if (calls.size() == MAX) {
      calls.remove(0).drop();
    }
    calls.add(exchange);
  }

  synchronized void giveUp() {
    calls.forEach(Exchange::drop);
    calls.clear();
  }
}
