package dev.fieldsync.gateway.cache;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What gateways say to each other in {@code cache-probes}.
 *
 * @param schemaVersion {@link #SCHEMA_VERSION}
 * @param kind what it is
 * @param node who says it
 * @param probeId the probe, in a probe and its answers
 * @param templateIds what a probe asks about
 * @param holdings what the answer to a probe is
 */
record CacheMessage(
    int schemaVersion,
    Kind kind,
    String node,
    @Nullable UUID probeId,
    List<UUID> templateIds,
    List<Holding> holdings) {

  /** The version of this record's form that this code writes and reads. */
  static final int SCHEMA_VERSION = 1;

  enum Kind {
    /** The node is there; said every few seconds. */
    @JsonProperty("present")
    PRESENT,
    /** The node stops. */
    @JsonProperty("gone")
    GONE,
    /** Every node is asked what it holds. */
    @JsonProperty("probe")
    PROBE,
    /** What a node holds. */
    @JsonProperty("answer")
    ANSWER
  }

  /**
   * What a node holds of a template, and what it serves.
   *
   * @param templateId the template
   * @param state of its cache
   * @param version the cached one as it is stored; null when there is none
   * @param ageMs since it was loaded; null when nothing is cached
   * @param served the version that a read on this node got when it was asked; null when there is no
   *     such template
   * @param heard the number of the latest version that an event told this node of; 0 for none
   * @param heardAfterMs how long after its publication that event was in this node's cache
   */
  record Holding(
      UUID templateId,
      State state,
      @Nullable String version,
      @Nullable Long ageMs,
      @Nullable String served,
      long heard,
      long heardAfterMs) {}

  /** The state of one cache entry. */
  enum State {
    /** The cached template is the row as it is. */
    @JsonProperty("fresh")
    FRESH,
    /** The cached template is older; it is not served. */
    @JsonProperty("stale")
    STALE,
    /** Nothing is cached. */
    @JsonProperty("empty")
    EMPTY,
    /** The node did not answer in time. */
    @JsonProperty("unknown")
    UNKNOWN
  }

  static CacheMessage of(Kind kind, String node) {
    return new CacheMessage(SCHEMA_VERSION, kind, node, null, List.of(), List.of());
  }

  static CacheMessage probe(String node, UUID probeId, List<UUID> templateIds) {
    return new CacheMessage(SCHEMA_VERSION, Kind.PROBE, node, probeId, templateIds, List.of());
  }

  static CacheMessage answer(String node, UUID probeId, List<Holding> holdings) {
    return new CacheMessage(SCHEMA_VERSION, Kind.ANSWER, node, probeId, List.of(), holdings);
  }
}
