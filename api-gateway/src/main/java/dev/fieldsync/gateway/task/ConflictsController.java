package dev.fieldsync.gateway.task;

import dev.fieldsync.gateway.caller.Caller;
import dev.fieldsync.gateway.problem.QueryParameters;
import dev.fieldsync.shared.task.TaskOwner;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The conflicts of one person's tasks, for that person. */
@RestController
class ConflictsController {

  private static final String DEFAULT_LIMIT = "50";
  private static final int MAX_LIMIT = 200;

  private final ConflictTable conflicts;

  ConflictsController(ConflictTable conflicts) {
    this.conflicts = conflicts;
  }

  record Page(List<ConflictView> items, @Nullable String nextCursor) {}

  @GetMapping("/api/sync/conflicts")
  Page conflicts(
      @AuthenticationPrincipal Caller caller,
      @RequestParam(defaultValue = DEFAULT_LIMIT) String limit,
      @RequestParam Optional<String> cursor) {
    int size = QueryParameters.limit(limit, MAX_LIMIT);
    List<ConflictView> found =
        conflicts.page(
            new TaskOwner(caller.organizationId(), caller.actor()),
            cursor.map(ConflictCursor::parse).orElse(ConflictCursor.NEWEST),
            size + 1);
    List<ConflictView> page = found.size() > size ? found.subList(0, size) : found;
    ConflictView last = page.isEmpty() ? null : page.get(page.size() - 1);
    return new Page(
        page,
        last == null || found.size() <= size
            ? null
            : new ConflictCursor(last.decidedAt(), last.operationId()).text());
  }
}
