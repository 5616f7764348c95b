package dev.fieldsync.fieldprocessor.derivation;

import dev.fieldsync.shared.json.JsonPath;
import dev.fieldsync.shared.merge.MergePatch;
import dev.fieldsync.shared.template.TemplateField;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What one run of the processor writes into a template: the derived keys of its field definitions
 * that are not right yet, and never a key that a person wrote. Immutable, and so must be treated
 * the documents that come out of it: they share what did not change with what went in.
 *
 * <p>Rows of any shape are taken: what is odd is left alone, and nothing is thrown because of it.
 * Time and space are linear in the size of the template; so is what is written.
 */
public final class DerivedChange {

  private static final DateTimeFormatter MICROSECONDS =
      new DateTimeFormatterBuilder().appendInstant(6).toFormatter();

  private final ObjectNode before;
  private final ObjectNode patch = JsonNodeFactory.instance.objectNode();
  private final ObjectNode document;
  private final ObjectNode known;
  private final int problems;
  private final List<String> yielded;

  private DerivedChange(ObjectNode document, Derivation derivation) {
    this.before = document;
    if (!derivation.definitions().isEmpty()) {
      patch.set(TemplateField.FIELD_DEFINITIONS.key(), derivation.definitions());
    }
    this.document = (ObjectNode) MergePatch.apply(document, patch);
    this.known = derivation.known();
    this.problems = derivation.problems();
    this.yielded = List.copyOf(derivation.yielded());
  }

  /**
   * Derives.
   *
   * @param document the template as it is stored; not changed
   * @param known what the last run's {@link #known()} returned, {@code null} when there was none
   * @param earlier the values that runs before that wrote
   * @param adopt takes all derived keys for ours when {@code known} is {@code null}: they are those
   *     of the job before this one
   * @param processedAt the time of this run; microseconds are kept
   */
  public static DerivedChange of(
      ObjectNode document,
      @Nullable ObjectNode known,
      EarlierValues earlier,
      boolean adopt,
      Instant processedAt) {
    Derivation derivation = new Derivation(Template.of(document), MICROSECONDS.format(processedAt));
    derivation.run(known, earlier, adopt && known == null);
    return new DerivedChange(document, derivation);
  }

  /** Whether there is nothing to write. */
  public boolean isEmpty() {
    return patch.isEmpty();
  }

  /**
   * Returns the merge patch (RFC 7386) with the keys to be written and no others, without nulls;
   * {@code {}} when there are none.
   */
  public ObjectNode patch() {
    return patch;
  }

  /** Returns the template with these keys. */
  public ObjectNode document() {
    return document;
  }

  /**
   * Returns what the next run has to know, even when nothing is written: {@code {field id: {key:
   * [digest], "definition": digest, "yielded": {key: digest}}}}, at most four digests per key.
   */
  public ObjectNode known() {
    return known;
  }

  /** Returns how many problems the template has, each counted once, listed or not. */
  public int problems() {
    return problems;
  }

  /** Returns the JSON Pointers of the derived keys that a person wrote. */
  public List<String> yielded() {
    return yielded;
  }

  /** Returns the JSON Pointers of what is written, bounded like {@link MergePatch#changedPaths}. */
  public List<String> changedPaths() {
    return MergePatch.changedPaths(before, patch);
  }

  static String pointer(String fieldId, DerivedKey key) {
    return JsonPath.child(
        JsonPath.child("/" + TemplateField.FIELD_DEFINITIONS.key(), fieldId), key.key());
  }
}
