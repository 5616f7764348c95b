package dev.fieldsync.cachesync.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.benmanes.caffeine.cache.Caffeine;
import dev.fieldsync.cachesync.CacheInstance;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import javax.cache.Caching;
import javax.cache.configuration.MutableConfiguration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every adapter passes the same. */
class AdaptersTest {

  static Stream<CacheInstance<String>> caches() {
    javax.cache.Cache<String, String> jsr =
        Caching.getCachingProvider()
            .getCacheManager()
            .createCache("adapters-" + System.nanoTime(), new MutableConfiguration<>());
    return Stream.of(
        new MapCache<>(new ConcurrentHashMap<>()),
        new CaffeineCache<>(Caffeine.newBuilder().build()),
        new JsrCache<>(jsr, Runnable::run));
  }

  @ParameterizedTest
  @MethodSource("caches")
  void whatIsPutIsThereUntilItIsRemoved(CacheInstance<String> cache) {
    assertThat(cache.get("key").join()).isNull();
    assertThat(cache.getNow("key")).isNull();
    cache.delete("key").join();

    cache.set("key", "value").join();
    cache.set("other", "value").join();
    cache.set("key", "another").join();

    assertThat(cache.get("key").join()).isEqualTo("another");
    assertThat(cache.getNow("key")).isEqualTo("another");
    assertThat(cache.getKeys().join()).containsExactlyInAnyOrder("key", "other");
    cache.delete("key").join();
    assertThat(cache.getKeys().join()).containsExactly("other");
  }
}
