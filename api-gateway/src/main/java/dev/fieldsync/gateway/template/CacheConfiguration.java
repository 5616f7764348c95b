package dev.fieldsync.gateway.template;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.UUID;
import java.util.function.LongSupplier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Puts the parts of the cache together; they know nothing of Spring. */
@Configuration(proxyBeanMethods = false)
class CacheConfiguration {

  private static final Rounds.Limits CHECKS = new Rounds.Limits(256, 20_000, Duration.ofSeconds(2));

  /** Roughly what an entry costs besides its body, in bytes. */
  private static final int ENTRY_OVERHEAD = 400;

  private static final LongSupplier NANO_TIME = System::nanoTime;

  @Bean
  TemplateCache templateCache(TemplateCacheProperties properties) {
    Cache<UUID, CachedTemplate> templates =
        Caffeine.newBuilder()
            .maximumWeight(properties.maxSize().toBytes())
            .weigher((UUID id, CachedTemplate entry) -> weight(entry))
            .build();
    Cache<UUID, TemplateCache.Heard> heard =
        Caffeine.newBuilder().maximumSize(properties.maxOwners()).build();
    return new TemplateCache(templates.asMap(), heard.asMap(), NANO_TIME);
  }

  @Bean
  TemplateReads templateReads(
      TemplateTable table, TemplateCache cache, CacheStatistics statistics) {
    return new TemplateReads(
        new Rounds<>(
            ids -> {
              statistics.checked();
              return table.versions(ids);
            },
            CHECKS,
            NANO_TIME),
        cache,
        new TemplateLoads(table::load, cache, statistics, NANO_TIME));
  }

  @Bean
  RefreshTimer refreshTimer() {
    return new RefreshTimer();
  }

  @Bean
  TemplateRefresh templateRefresh(
      TemplateCache cache, TemplateReads reads, CacheStatistics statistics, RefreshTimer timer) {
    return new TemplateRefresh(cache, reads, statistics, timer, NANO_TIME);
  }

  private static int weight(CachedTemplate entry) {
    return entry.stored().body().json().length + ENTRY_OVERHEAD;
  }
}
