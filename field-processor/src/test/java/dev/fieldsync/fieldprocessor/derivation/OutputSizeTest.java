package dev.fieldsync.fieldprocessor.derivation;

import static dev.fieldsync.fieldprocessor.derivation.Templates.EARLY;
import static dev.fieldsync.fieldprocessor.derivation.Templates.field;
import static dev.fieldsync.fieldprocessor.derivation.Templates.first;
import static dev.fieldsync.fieldprocessor.derivation.Templates.later;
import static dev.fieldsync.fieldprocessor.derivation.Templates.template;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fieldsync.shared.json.Json;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What is written stays in proportion to the template, however it is made. */
class OutputSizeTest {

  private static final int FIELDS = 10_000;

  /** What every field costs: its derived keys, two problems and the count of the rest. */
  private static final int PER_FIELD = 1_600;

  private final ObjectNode template =
      template("{'sections':[],'field_definitions':{},'inspection_variants':[]}");
  private final ArrayNode sections = (ArrayNode) template.get("sections");
  private final ArrayNode variants = (ArrayNode) template.get("inspection_variants");

  private ObjectNode defineFields() {
    ObjectNode definitions = (ObjectNode) template.get("field_definitions");
    for (int i = 0; i < FIELDS; i++) {
      definitions.putObject("f" + i).put("type", "text").put("label", "Same");
    }
    return definitions;
  }

  private ArrayNode addSection(String id) {
    return sections.addObject().put("id", id).putArray("fields");
  }

  private DerivedChange boundedRun() {
    DerivedChange change = first(template);
    assertThat(Json.text(change.patch()).length()).isLessThan(FIELDS * PER_FIELD);
    assertThat(Json.text(change.known()).length()).isLessThan(FIELDS * 500);
    assertThat(later(change.document(), change.known()).isEmpty()).isTrue();
    return change;
  }

  @Test
  void anOrdinaryLargeTemplateCostsLittlePerField() {
    defineFields().forEach(definition -> ((ObjectNode) definition).remove("label"));
    for (int i = 0; i < FIELDS; i++) {
      (i % 10 == 0 ? addSection("section-" + i) : (ArrayNode) sections.get(i / 10).get("fields"))
          .add("f" + i);
    }

    DerivedChange change = first(template);

    assertThat(change.problems()).isZero();
    assertThat(Json.text(change.patch()).length()).isLessThan(FIELDS * 150);
  }

  @Test
  void thousandsOfBrokenSectionsAndVariantsAreNotToldThousandsOfTimesAtThousandsOfFields() {
    defineFields();
    for (int i = 0; i < 5_000; i++) {
      addSection("s" + i).add("ghost" + i);
      variants.addObject().put("id", "v" + i).putObject("fieldOverrides").put("ghost", 1);
    }

    DerivedChange change = boundedRun();

    assertThat(change.problems()).isEqualTo(FIELDS + 10_000);
    assertThat(field(change, "f7").get("problems")).hasSize(3);
    assertThat(field(change, "f7").get("problems").get(2).get("message").stringValue())
        .startsWith("9999 more problems");
  }

  @Test
  void duplicateLabelsOfThousandsOfFieldsAreNamedShortly() {
    defineFields();
    for (int i = 0; i < 30; i++) {
      ArrayNode fields = addSection("s" + i);
      for (int field = 0; field < FIELDS; field++) {
        fields.add("f" + field);
      }
    }

    assertThat(boundedRun().problems()).isEqualTo(30);
  }

  @Test
  void longIdsAndTextsAreNotRepeatedAtEveryField() {
    String longText = "x".repeat(100_000);
    defineFields().forEach(field -> ((ObjectNode) field).put("label", longText.substring(0, 90)));
    ArrayNode fields = addSection(longText);
    ((ObjectNode) sections.get(0)).put("title", longText);
    ObjectNode overrides =
        variants.addObject().put("id", longText).put("name", longText).putObject("fieldOverrides");
    for (int i = 0; i < FIELDS; i++) {
      fields.add("f" + i);
      overrides.putObject("f" + i).put("type", "select").putArray("options").add("a");
      overrides.withObject("/f" + i).put("default", longText.substring(0, 90));
    }
    fields.add(longText);
    overrides.put(longText, 1);

    DerivedChange change = boundedRun();

    assertThat(field(change, "f1").get("usedInSections")).isEmpty();
    assertThat(field(change, "f1").get("problems").toString()).contains("more-problems");
  }

  @Test
  void aFieldInVeryManySectionsNamesTheFirstWhenTheListsOutgrowTheTemplate() {
    defineFields();
    for (int section = 0; section < 400; section++) {
      ArrayNode fields = addSection("section-with-a-name-that-is-rather-long-" + section);
      for (int i = 0; i < 1_000; i++) {
        fields.add("f" + i);
      }
    }

    DerivedChange change = boundedRun();

    assertThat(field(change, "f1").get("usedInSections")).hasSize(5);
    assertThat(field(change, "f1").get("problems").toString())
        .contains("more-sections", "400 sections list this field");
  }

  @Test
  void problemsOfVeryManyFieldsAreOnlyCounted() {
    ObjectNode definitions = (ObjectNode) template.get("field_definitions");
    for (int i = 0; i < 4 * FIELDS; i++) {
      definitions.putObject("f" + i);
    }
    addSection("s").add("ghost");

    DerivedChange change = first(template);

    assertThat(Json.text(change.patch()).length()).isLessThan(4 * FIELDS * 250);
    assertThat(field(change, "f1").get("problems")).hasSize(1);
    assertThat(field(change, "f1").get("problems").get(0).get("message").stringValue())
        .startsWith("2 more problems");
  }

  @Test
  void theHistoryIsAskedOncePerValueOfAUser() {
    defineFields().forEach(definition -> ((ObjectNode) definition).put("processed", "by hand"));
    AtomicInteger asked = new AtomicInteger();
    EarlierValues counting = (field, key, value) -> asked.incrementAndGet() < 0;

    DerivedChange change = DerivedChange.of(template, null, counting, false, EARLY);
    DerivedChange.of(change.document(), change.known(), counting, false, EARLY);

    assertThat(asked).hasValue(FIELDS);
    assertThat(change.yielded()).hasSize(FIELDS);
  }
}
