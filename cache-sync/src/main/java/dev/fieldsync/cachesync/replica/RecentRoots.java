package dev.fieldsync.cachesync.replica;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The root hashes that a replica had lately. A peer whose root is among them is not different, only
 * a little behind: what it lacks is on its way, and all that it has seen was seen here. For one
 * thread; bounded.
 */
final class RecentRoots {

  private static final int MAX = 512;

  private final Map<Long, Long> replacedAt =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, Long> eldest) {
          return size() > MAX;
        }
      };

  void add(long root, long nowMillis) {
    replacedAt.remove(root);
    replacedAt.put(root, nowMillis);
  }

  boolean contains(long root) {
    return replacedAt.containsKey(root);
  }

  boolean containsSince(long root, long sinceMillis) {
    Long at = replacedAt.get(root);
    return at != null && at >= sinceMillis;
  }
}
