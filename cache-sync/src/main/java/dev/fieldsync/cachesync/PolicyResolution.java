package dev.fieldsync.cachesync;

import dev.fieldsync.cachesync.codec.ValueCodec;
import dev.fieldsync.cachesync.replica.Resolution;
import dev.fieldsync.cachesync.version.HybridClock;
import dev.fieldsync.cachesync.version.Version;
import dev.fieldsync.cachesync.version.Versions;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A resolution by the application's resolver. Shows what is intact of damaged versions. */
final class PolicyResolution<V> implements Resolution {

  private static final Logger log = LoggerFactory.getLogger(PolicyResolution.class);

  private final ConflictResolver<V> resolver;
  private final ValueCodec<V> codec;

  private PolicyResolution(ConflictResolver<V> resolver, ValueCodec<V> codec) {
    this.resolver = resolver;
    this.codec = codec;
  }

  static <V> Resolution of(Conflict<V> conflict, ValueCodec<V> codec) {
    ConflictResolver<V> resolver = conflict.resolver();
    if (resolver != null) {
      return new PolicyResolution<>(resolver, codec);
    }
    return conflict.kind() == Conflict.Kind.OLDEST ? Resolution.OLDEST : Resolution.NEWEST;
  }

  @Override
  public byte @Nullable [] resolve(String key, Versions versions) {
    List<Version> intact =
        versions.concurrent().stream().filter(version -> !version.isDamaged()).toList();
    if (intact.size() == 1) {
      return intact.get(0).bytes();
    }
    return intact.isEmpty() ? null : resolve(key, intact);
  }

  private byte @Nullable [] resolve(String key, List<Version> versions) {
    Version newest = versions.get(versions.size() - 1);
    try {
      Candidate<V> result = candidate(versions.get(0));
      for (int i = 1; i < versions.size(); i++) {
        Candidate<V> next = candidate(versions.get(i));
        boolean concurrent =
            !versions.get(i - 1).dot().isForeign() && !versions.get(i).dot().isForeign();
        V value = resolver.resolve(new Collision<>(key, result, next, concurrent));
        result = new Candidate<>(value, next.time(), next.node(), next.version());
      }
      V value = result.value();
      return value == null ? null : codec.encode(value);
    } catch (RuntimeException e) {
      log.atWarn()
          .setCause(e)
          .addKeyValue("key", key)
          .log("The conflict resolver failed; the newest value is shown");
      return newest.bytes();
    }
  }

  private Candidate<V> candidate(Version version) {
    byte[] bytes = version.bytes();
    return new Candidate<>(
        bytes == null ? null : codec.decode(bytes),
        Instant.ofEpochMilli(HybridClock.millis(version.time())),
        version.dot().node(),
        version.dot().counter());
  }

  @Override
  public int id() {
    return CUSTOM;
  }
}
