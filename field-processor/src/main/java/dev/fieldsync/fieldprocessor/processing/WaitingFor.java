package dev.fieldsync.fieldprocessor.processing;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** The persons' requests for one template that came in one poll. Not thread-safe. */
final class WaitingFor {

  /** A row names no more; the gateways wait for a few seconds only. */
  private static final int MAX_REQUESTS = 100;

  private final UUID templateId;
  private final String organizationId;
  private final Set<UUID> requestIds = new LinkedHashSet<>();

  WaitingFor(UUID templateId, String organizationId) {
    this.templateId = templateId;
    this.organizationId = organizationId;
  }

  void add(UUID requestId) {
    requestIds.add(requestId);
  }

  UUID templateId() {
    return templateId;
  }

  String organizationId() {
    return organizationId;
  }

  /** Returns the latest of them, at most 100. */
  List<UUID> requestIds() {
    List<UUID> all = List.copyOf(requestIds);
    return all.subList(Math.max(0, all.size() - MAX_REQUESTS), all.size());
  }
}
