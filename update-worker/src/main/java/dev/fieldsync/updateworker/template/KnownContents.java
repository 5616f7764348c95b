package dev.fieldsync.updateworker.template;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.fieldsync.shared.history.CurrentTemplate.Content;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * What this worker has written, parsed as it is: a partition's templates come to the same worker
 * again and again, and loading and parsing a template costs more than the change. Never believed
 * without asking: the statement that loads a template compares {@code xmin} and version in the same
 * snapshot, so whoever else writes the row is noticed. Bounded and thread-safe.
 */
@Component
class KnownContents {

  /** What a character of JSON takes as a tree of nodes, about. */
  private static final int BYTES_PER_CHARACTER = 6;

  private final Cache<UUID, Content> contents;

  KnownContents(WorkerProperties properties) {
    this.contents =
        Caffeine.newBuilder()
            .maximumWeight(properties.knownContents().toBytes())
            .weigher(KnownContents::weight)
            .build();
  }

  private static int weight(UUID id, Content content) {
    return (int) Math.min(Integer.MAX_VALUE, BYTES_PER_CHARACTER * content.documentLength());
  }

  /** Returns what is known of these templates. */
  Map<UUID, Content> of(Collection<UUID> ids) {
    return contents.getAllPresent(ids);
  }

  /** Notes what rows hold; to be called once that is committed. */
  void keep(Map<UUID, Content> written) {
    contents.putAll(written);
  }
}
