package dev.fieldsync.gateway.task;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of tasks, {@code fieldsync.gateway.tasks}; all need a restart.
 *
 * @param clockAhead how far in the future an {@code updated_at} may lie; a later one counts as this
 *     far; default 60 s
 * @param applyTimeout how long a request waits for its operations to be decided; default 5 s
 * @param maxBatch how many operations a batch may have; default 500
 * @param maxWaiting how many operations may be waited for at once; further requests get 503;
 *     default 20,000
 */
@ConfigurationProperties("fieldsync.gateway.tasks")
record TaskProperties(
    @DefaultValue("60s") Duration clockAhead,
    @DefaultValue("5s") Duration applyTimeout,
    @DefaultValue("500") int maxBatch,
    @DefaultValue("20000") int maxWaiting) {}
