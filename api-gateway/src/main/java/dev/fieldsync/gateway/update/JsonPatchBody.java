package dev.fieldsync.gateway.update;

import dev.fieldsync.gateway.problem.ProblemException;
import dev.fieldsync.shared.json.StrictJson;
import dev.fieldsync.shared.merge.InvalidPatchException;
import dev.fieldsync.shared.merge.JsonPatch;
import dev.fieldsync.shared.merge.JsonPatch.Kind;
import dev.fieldsync.shared.merge.JsonPatch.Operation;
import dev.fieldsync.shared.template.TemplateField;
import dev.fieldsync.shared.template.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Checks the operations of a JSON Patch as far as that is possible without the template: they write
 * to nothing but its four fields, and what else they test or copy is something they can see.
 */
final class JsonPatchBody {

  /** What can be tested but not written. */
  private static final Set<String> READABLE = Set.of("id", "version", "organization_id");

  private JsonPatchBody() {}

  /**
   * Checks a body.
   *
   * @throws ProblemException when it is no JSON Patch, or none that a template can take
   */
  static void check(JsonNode body) {
    JsonPatch patch;
    try {
      patch = JsonPatch.parse(body);
    } catch (InvalidPatchException e) {
      String path = e.index() < 0 ? "" : "/" + e.index();
      String detail = String.valueOf(e.getMessage());
      throw ProblemException.invalid(
          path,
          detail,
          "The body is not a JSON Patch (RFC 6902): "
              + (path.isEmpty() ? "" : "operation " + e.index() + ": ")
              + detail);
    }
    List<Violation> violations = new ArrayList<>();
    boolean writes = false;
    for (int i = 0; i < patch.operations().size(); i++) {
      Operation operation = patch.operations().get(i);
      boolean test = operation.kind() == Kind.TEST;
      writes |= !test;
      check(violations, i, operation.path(), test);
      if (operation.from() != null) {
        check(violations, i, operation.from(), operation.kind() == Kind.COPY);
      }
    }
    if (!violations.isEmpty()) {
      Violation first = violations.get(0);
      throw ProblemException.invalid(
          "Operation "
              + first.path().substring(1)
              + " "
              + first.message()
              + "."
              + (violations.size() > 1 ? " There is more, see errors." : ""),
          violations.subList(0, Math.min(violations.size(), 50)));
    }
    if (!writes) {
      throw ProblemException.invalid(
          "", "nothing to change", "Send at least one operation that is not a test.");
    }
  }

  private static void check(List<Violation> violations, int index, String path, boolean reads) {
    String problem = problem(path, reads);
    if (problem != null) {
      violations.add(new Violation("/" + index, problem));
    }
  }

  private static @Nullable String problem(String path, boolean reads) {
    if (path.isEmpty()) {
      return "names the whole template; name the fields that shall change, each in an operation of"
          + " its own";
    }
    if (path.chars().filter(c -> c == '/').count() > StrictJson.MAX_DEPTH) {
      return "goes deeper than " + StrictJson.MAX_DEPTH + " levels";
    }
    int end = path.indexOf('/', 1);
    String field = path.substring(1, end < 0 ? path.length() : end);
    if (TemplateField.of(field).isPresent() || (reads && READABLE.contains(field))) {
      return null;
    }
    return reads
        ? "reads /" + shown(field) + ", which is none of the fields that can be tested"
        : "writes to /"
            + shown(field)
            + ", which cannot be written; fields are name, sections,"
            + " field_definitions and inspection_variants";
  }

  private static String shown(String field) {
    return field.length() > 100 ? field.substring(0, 100) + "..." : field;
  }
}
