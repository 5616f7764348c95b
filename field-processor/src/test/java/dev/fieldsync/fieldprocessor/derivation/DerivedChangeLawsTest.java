package dev.fieldsync.fieldprocessor.derivation;

import static dev.fieldsync.fieldprocessor.derivation.Templates.EARLY;
import static dev.fieldsync.fieldprocessor.derivation.Templates.LATE;
import static dev.fieldsync.fieldprocessor.derivation.Templates.NEVER;
import static dev.fieldsync.fieldprocessor.derivation.Templates.first;
import static dev.fieldsync.fieldprocessor.derivation.Templates.later;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fieldsync.shared.json.Json;
import dev.fieldsync.shared.json.JsonPath;
import dev.fieldsync.shared.merge.MergePatch;
import java.util.Random;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What holds for every run, on random templates; a failure prints its seed and its template. */
class DerivedChangeLawsTest {

  @Provide
  Arbitrary<ObjectNode> templates() {
    return RandomTemplates.templates();
  }

  @Property
  void aRunOverAnUpToDateTemplateIsEmpty(@ForAll("templates") ObjectNode template) {
    DerivedChange change = first(template);

    DerivedChange again = later(change.document(), change.known());

    assertThat(again.patch()).isEmpty();
    assertThat(again.known()).isEqualTo(change.known());
    assertThat(again.problems()).isEqualTo(change.problems());
    assertThat(again.yielded()).isEqualTo(change.yielded());
  }

  @Property
  void aRunAfterAnyEditLeadsToAnUpToDateTemplate(
      @ForAll("templates") ObjectNode template, @ForAll Random random) {
    DerivedChange change = first(template);
    for (int i = 0; i < 4; i++) {
      ObjectNode edited = RandomTemplates.edited(change.document(), random);
      change = DerivedChange.of(edited, change.known(), NEVER, false, EARLY.plusSeconds(i));
    }

    assertThat(later(change.document(), change.known()).patch()).isEmpty();
  }

  @Property
  void theTemplateAndTheNotesStayAsTheyAre(
      @ForAll("templates") ObjectNode template, @ForAll Random random) {
    ObjectNode known = first(template).known();
    ObjectNode edited = RandomTemplates.edited(template, random);
    String before = edited + " " + known;

    later(edited, known);

    assertThat(edited + " " + known).isEqualTo(before);
  }

  @Property
  void thePatchLeadsToTheDocumentAndHasNoNulls(@ForAll("templates") ObjectNode template) {
    DerivedChange change = first(template);

    assertThat(MergePatch.apply(template, change.patch())).isEqualTo(change.document());
    assertThat(change.patch().findValues("problems").toString()).doesNotContain(":null");
    assertThat(Json.text(change.patch())).doesNotContain("null,").doesNotContain("null}");
    assertThat(change.isEmpty()).isEqualTo(change.document().equals(template));
  }

  @Property
  void onlyDerivedKeysThatNoUserWroteAreWritten(
      @ForAll("templates") ObjectNode template, @ForAll Random random) {
    DerivedChange processed = first(template);
    ObjectNode edited = RandomTemplates.edited(processed.document(), random);

    DerivedChange change = later(edited, processed.known());

    assertThat(withoutWritten(change.document(), change)).isEqualTo(withoutWritten(edited, change));
    for (DerivedKey key : DerivedKey.values()) {
      change
          .patch()
          .path("field_definitions")
          .properties()
          .forEach(
              field ->
                  assertThat(
                          field.getValue().has(key.key())
                              && change.yielded().contains(pointer(field.getKey(), key)))
                      .isFalse());
    }
    for (String pointer : change.yielded()) {
      assertThat(change.document().at(pointer)).isEqualTo(edited.at(pointer));
    }
  }

  /** A user's value that we never wrote survives any number of runs. */
  @Property
  void aKeyThatAUserWroteFirstIsNeverTouched(@ForAll("templates") ObjectNode template) {
    DerivedChange change = later(first(template).document(), first(template).known());

    template
        .path("field_definitions")
        .properties()
        .forEach(
            field ->
                field
                    .getValue()
                    .properties()
                    .forEach(
                        own ->
                            assertThat(
                                    change
                                        .document()
                                        .get("field_definitions")
                                        .get(field.getKey())
                                        .get(own.getKey()))
                                .isEqualTo(own.getValue())));
  }

  @Property
  void whatIsDerivedDoesNotDependOnWhatWasDerived(
      @ForAll("templates") ObjectNode template, @ForAll Random random) {
    ObjectNode clean = withoutDerivedKeys(template);
    DerivedChange processed = first(clean);
    ObjectNode stale = withoutDerivedKeys(RandomTemplates.edited(clean, random));
    JsonNode keysOfOurs = derivedKeysOf(processed.document(), stale);

    DerivedChange fromStale =
        DerivedChange.of(
            (ObjectNode) MergePatch.apply(stale, keysOfOurs),
            processed.known(),
            NEVER,
            false,
            LATE);

    assertThat(withoutTimes(fromStale.document()))
        .isEqualTo(withoutTimes(later(stale, null).document()));
    assertThat(fromStale.yielded()).isEmpty();
  }

  @Property
  void anEchoOfOlderValuesIsNotAUsers(
      @ForAll("templates") ObjectNode template, @ForAll Random random) {
    DerivedChange older = first(template);
    ObjectNode edited = RandomTemplates.edited(older.document(), random);
    DerivedChange newer = later(edited, older.known());

    DerivedChange echoed = later(older.document(), newer.known());
    EarlierValues history =
        (field, key, value) ->
            value.equals(older.patch().path("field_definitions").path(field).get(key));
    DerivedChange fromHistory =
        DerivedChange.of(older.document(), Templates.template("{}"), history, false, LATE);

    assertThat(fromHistory.yielded()).isEqualTo(older.yielded());
    for (String pointer : echoed.yielded()) {
      JsonNode field = newer.document().at(pointer.substring(0, pointer.lastIndexOf('/')));
      assertThat(older.yielded().contains(pointer) || !field.isObject()).as(pointer).isTrue();
    }
  }

  private static String pointer(String field, DerivedKey key) {
    return JsonPath.child(JsonPath.child("/field_definitions", field), key.key());
  }

  private static ObjectNode withoutWritten(ObjectNode document, DerivedChange change) {
    ObjectNode copy = document.deepCopy();
    change
        .patch()
        .path("field_definitions")
        .properties()
        .forEach(
            field ->
                ((ObjectNode) copy.get("field_definitions").get(field.getKey()))
                    .remove(field.getValue().propertyNames()));
    return copy;
  }

  private static ObjectNode withoutDerivedKeys(ObjectNode template) {
    ObjectNode copy = template.deepCopy();
    for (JsonNode definition : copy.path("field_definitions")) {
      if (definition instanceof ObjectNode object) {
        for (DerivedKey key : DerivedKey.values()) {
          object.remove(key.key());
        }
      }
    }
    return copy;
  }

  private static ObjectNode withoutTimes(ObjectNode template) {
    ObjectNode copy = template.deepCopy();
    for (JsonNode definition : copy.path("field_definitions")) {
      if (definition instanceof ObjectNode object) {
        object.remove(DerivedKey.PROCESSED_AT.key());
      }
    }
    return copy;
  }

  /** A patch that brings the derived keys of a document into the same fields of another. */
  private static ObjectNode derivedKeysOf(ObjectNode document, ObjectNode other) {
    ObjectNode patch = Templates.template("{}");
    for (var field : document.path("field_definitions").properties()) {
      if (field.getValue().isObject()
          && other.path("field_definitions").path(field.getKey()).isObject()) {
        for (DerivedKey key : DerivedKey.values()) {
          patch
              .withObjectProperty("field_definitions")
              .withObjectProperty(field.getKey())
              .set(key.key(), field.getValue().get(key.key()));
        }
      }
    }
    return patch;
  }
}
