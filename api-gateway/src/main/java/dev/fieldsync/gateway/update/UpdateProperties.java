package dev.fieldsync.gateway.update;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Settings of updates, {@code fieldsync.gateway.updates}; all need a restart.
 *
 * @param applyTimeout how long a request waits for its update to be applied, or its template to be
 *     processed, before it is answered with 202; default 3 s
 * @param maxWaiting how many updates may be waited for at once, and how many templates to be
 *     processed; further requests get 503; default 10,000
 * @param maxRemembered of how many updates answered with 202 the status is known without a search;
 *     default 100,000
 * @param maxBody the largest body, and the largest change; default 1 MB
 */
@ConfigurationProperties("fieldsync.gateway.updates")
public record UpdateProperties(
    @DefaultValue("3s") Duration applyTimeout,
    @DefaultValue("10000") int maxWaiting,
    @DefaultValue("100000") int maxRemembered,
    @DefaultValue("1MB") DataSize maxBody) {}
