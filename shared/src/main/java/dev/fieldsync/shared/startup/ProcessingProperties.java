package dev.fieldsync.shared.startup;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the field processing that several services need, {@code fieldsync.processing}; all
 * need a restart, of all services.
 *
 * @param cooldown a template is left alone this long after its last user update, 0 to 24 hours;
 *     default 5 seconds
 */
@ConfigurationProperties("fieldsync.processing")
record ProcessingProperties(@DefaultValue("5s") Duration cooldown) {}
