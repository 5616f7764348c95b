package dev.fieldsync.updateworker.template;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the update-worker, {@code fieldsync.update-worker}; all need a restart.
 *
 * @param maxTemplateLength how many characters of JSON a template may have; default 4194304
 */
@ConfigurationProperties("fieldsync.update-worker")
record WorkerProperties(@DefaultValue("4194304") long maxTemplateLength) {}
