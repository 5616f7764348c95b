package dev.fieldsync.local.device;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A clock that goes, but is wrong by as much as a test says. */
final class DeviceClock extends Clock {

  private volatile Duration error;

  DeviceClock(Duration error) {
    this.error = error;
  }

  /** Sets the clock to another wrong time. */
  void isWrongBy(Duration next) {
    error = next;
  }

  @Override
  public Instant instant() {
    return Instant.now().plus(error);
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    throw new UnsupportedOperationException("Nobody asks for the time of a place");
  }
}
