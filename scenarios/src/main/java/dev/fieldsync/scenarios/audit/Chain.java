package dev.fieldsync.scenarios.audit;

import dev.fieldsync.shared.history.CurrentTemplate;
import dev.fieldsync.shared.json.Json;
import dev.fieldsync.shared.merge.JsonDiff;
import dev.fieldsync.shared.merge.JsonPatch;
import dev.fieldsync.shared.merge.MergePatch;
import dev.fieldsync.shared.merge.PatchFailedException;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The versions of one template, oldest first, folded one by one. Each patch is applied once: had
 * one been applied twice, or not at all, the result would not be what is stored. Not thread-safe.
 */
final class Chain {

  private final UUID templateId;
  private final Ledger ledger;
  private @Nullable JsonNode document;
  private @Nullable Link last;
  private boolean broken;

  /**
   * One version.
   *
   * @param revision its number
   * @param version its name
   * @param previousVersion the one before it
   * @param patchFormat {@code merge-patch} or {@code json-patch}
   * @param patch what led to it
   * @param base the whole document before it, {@code null} when that is not kept
   * @param followsForeign whether somebody else had written the document before it
   */
  record Link(
      long revision,
      String version,
      @Nullable String previousVersion,
      String patchFormat,
      String patch,
      @Nullable String base,
      boolean followsForeign) {}

  Chain(UUID templateId, Ledger ledger) {
    this.templateId = templateId;
    this.ledger = ledger;
  }

  UUID templateId() {
    return templateId;
  }

  /** Adds the next version. */
  void add(Link link) {
    ledger.count("versions", 1);
    Link before = last;
    last = link;
    if (before != null && !follows(before, link)) {
      fault(Fault.BROKEN_CHAIN, link, "does not follow " + before.version());
      broken = true;
    }
    JsonNode base = link.base() == null ? document : Json.parse(link.base());
    if (base == null) {
      fault(Fault.BROKEN_CHAIN, link, "has no whole document at or before it");
      broken = true;
      return;
    }
    JsonNode folded = document;
    if (link.base() != null && !link.followsForeign() && folded != null) {
      compare(folded, base, link, "its kept base");
    }
    document = applied(base, link);
  }

  private static boolean follows(Link before, Link link) {
    return link.followsForeign()
        ? link.revision() > before.revision()
        : link.revision() == before.revision() + 1
            && Objects.equals(link.previousVersion(), before.version());
  }

  private @Nullable JsonNode applied(JsonNode base, Link link) {
    JsonNode patch = Json.parse(link.patch());
    try {
      return link.patchFormat().equals("merge-patch")
          ? MergePatch.apply(base, patch)
          : JsonPatch.parse(patch).apply(base);
    } catch (PatchFailedException e) {
      fault(Fault.OTHER_DOCUMENT, link, "its patch does not fit: " + e.getMessage());
      broken = true;
      return null;
    }
  }

  /**
   * Compares the end with what is stored.
   *
   * @param stored {@code null} when there is no such template any more
   */
  void compare(@Nullable CurrentTemplate stored) {
    Link end = last;
    JsonNode folded = document;
    if (stored == null || end == null) {
      return;
    }
    if (stored.foreign()) {
      ledger.count("templates last written by others", 1);
    } else if (folded != null && !broken) {
      ledger.count("documents compared with their folded history", 1);
      compare(folded, stored.document(), end, "the stored document");
    }
  }

  private void compare(JsonNode folded, JsonNode other, Link link, String what) {
    JsonNode difference = JsonDiff.between(folded, other);
    if (!difference.isEmpty()) {
      String path = difference.path(0).path("path").asString("");
      fault(Fault.OTHER_DOCUMENT, link, what + " differs at " + path);
    }
  }

  private void fault(Fault fault, Link link, String what) {
    ledger.fault(fault, templateId + " " + link.version() + " " + what);
  }
}
