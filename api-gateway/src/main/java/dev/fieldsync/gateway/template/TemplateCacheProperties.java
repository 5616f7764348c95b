package dev.fieldsync.gateway.template;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Settings of the template cache, {@code fieldsync.gateway.cache}; all need a restart.
 *
 * @param maxSize how much memory templates may take; default 64 MB
 * @param maxOwners of how many templates the organization is remembered; default 100,000
 */
@ConfigurationProperties("fieldsync.gateway.cache")
record TemplateCacheProperties(
    @DefaultValue("64MB") DataSize maxSize, @DefaultValue("100000") long maxOwners) {}
