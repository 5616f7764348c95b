package dev.fieldsync.gateway.live;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Settings of the live stream, {@code fieldsync.gateway.events}; all need a restart.
 *
 * @param maxWatchers how many may watch at once; further ones get 503; default 200
 * @param heartbeat after how long without an event a watcher is sent a comment; default 15 s
 * @param maxDuration after how long a stream ends, so that the caller's token is looked at again;
 *     the browser comes back by itself; default 1 h
 * @param ringEvents how many events are at hand for those who read slowly or come back; default
 *     10,000
 * @param ringSize how much memory these may take; default 16 MB
 * @param maxReplay how many records are read from the logs for one who comes back later than that;
 *     beyond, it is told of a gap; default 10,000
 * @param linger how long the logs are followed after the last watcher has gone; default 60 s
 */
@ConfigurationProperties("fieldsync.gateway.events")
record LiveProperties(
    @DefaultValue("200") int maxWatchers,
    @DefaultValue("15s") Duration heartbeat,
    @DefaultValue("1h") Duration maxDuration,
    @DefaultValue("10000") int ringEvents,
    @DefaultValue("16MB") DataSize ringSize,
    @DefaultValue("10000") int maxReplay,
    @DefaultValue("60s") Duration linger) {

  LiveProperties {
    if (maxWatchers < 1 || ringEvents < 1) {
      throw new IllegalArgumentException(
          "fieldsync.gateway.events.max-watchers and .ring-events must be at least 1");
    }
  }
}
