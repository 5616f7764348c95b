package dev.fieldsync.campaignworker.work;

import org.springframework.stereotype.Component;

/** Wakes the worker's threads: there may be something to claim, to begin, to end. Thread-safe. */
@Component
public class Signals {

  private final Signal claim = new Signal();
  private final Signal dispatch = new Signal();
  private final Signal end = new Signal();

  /** Lets this worker look for jobs at once. */
  public void jobsQueued() {
    claim.raise();
  }

  Signal claim() {
    return claim;
  }

  Signal dispatch() {
    return dispatch;
  }

  Signal end() {
    return end;
  }
}
