package dev.fieldsync.fieldprocessor.derivation;

import static dev.fieldsync.fieldprocessor.derivation.Templates.EARLY;
import static dev.fieldsync.fieldprocessor.derivation.Templates.LATE;
import static dev.fieldsync.fieldprocessor.derivation.Templates.NEVER;
import static dev.fieldsync.fieldprocessor.derivation.Templates.field;
import static dev.fieldsync.fieldprocessor.derivation.Templates.first;
import static dev.fieldsync.fieldprocessor.derivation.Templates.later;
import static dev.fieldsync.fieldprocessor.derivation.Templates.storedField;
import static dev.fieldsync.fieldprocessor.derivation.Templates.template;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fieldsync.shared.json.Json;
import dev.fieldsync.shared.merge.MergePatch;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

class DerivedChangeTest {

  private final ObjectNode template =
      template(
          """
          {'name':'Roof','own':{'kept':null},
           'sections':[{'id':'s2','fields':['a','a']},{'id':'s1','fields':['b','a']},
                       {'id':'s2','fields':['a']}],
           'field_definitions':{'a':{'id':'a','type':'text','label':'A'},
                                'b':{'id':'b','type':'text','label':'B'}}}
          """);

  @Test
  void derivesEveryKeyOfANewTemplate() {
    DerivedChange change = first(template);

    assertThat(field(change, "a"))
        .isEqualTo(
            template(
                """
                {'id':'a','type':'text','label':'A','processed':true,
                 'processedAt':'2026-03-01T10:00:00.123456Z','usedInSections':['s2','s1'],
                 'problems':[]}
                """));
    assertThat(change.problems()).isZero();
    assertThat(change.yielded()).isEmpty();
    assertThat(change.document().get("own")).isSameAs(template.get("own"));
    assertThat(MergePatch.apply(template, change.patch())).isEqualTo(change.document());
  }

  @Test
  void writesTimesWithMicrosecondsAlways() {
    assertThat(field(later(template, null), "a").get("processedAt").stringValue())
        .isEqualTo("2026-03-02T11:00:00.000000Z");
  }

  @Test
  void writesNothingTwice() {
    DerivedChange change = first(template);

    DerivedChange again = later(change.document(), change.known());

    assertThat(again.isEmpty()).isTrue();
    assertThat(again.patch()).isEmpty();
    assertThat(again.changedPaths()).isEmpty();
    assertThat(again.document()).isEqualTo(change.document());
    assertThat(again.known()).isEqualTo(change.known());
  }

  @Test
  void stampsOnlyTheFieldWhoseDefinitionChanged() {
    DerivedChange change = first(template);
    ObjectNode edited = change.document().deepCopy();
    storedField(edited, "b").put("required", true);

    assertThat(later(edited, change.known()).patch())
        .isEqualTo(
            template("{'field_definitions':{'b':{'processedAt':'2026-03-02T11:00:00.000000Z'}}}"));
  }

  @Test
  void stampsOnlyTheFieldOfWhichSomethingElseIsDerivedNow() {
    DerivedChange change = first(template);
    ObjectNode edited = change.document().deepCopy();
    ((ObjectNode) edited.get("sections").get(0)).putArray("fields").add("a").add("b");

    DerivedChange next = later(edited, change.known());

    assertThat(next.patch())
        .isEqualTo(
            template(
                """
                {'field_definitions':{'b':{'usedInSections':['s2','s1'],
                 'processedAt':'2026-03-02T11:00:00.000000Z'}}}
                """));
    assertThat(next.changedPaths())
        .containsExactlyInAnyOrder(
            "/field_definitions/b/usedInSections", "/field_definitions/b/processedAt");
  }

  @Test
  void doesNotStampForWhatIsOnlyOrderOfKeys() {
    DerivedChange change = first(template);
    ObjectNode reordered = change.document().deepCopy();
    storedField(reordered, "a").set("id", storedField(reordered, "a").remove("id"));

    assertThat(later(reordered, change.known()).isEmpty()).isTrue();
  }

  @Test
  void leavesWhatAUserWroteAloneAndTellsIt() {
    storedField(template, "a").put("usedInSections", "everywhere").put("processedAt", "today");

    DerivedChange change = first(template);

    assertThat(field(change, "a").get("usedInSections").stringValue()).isEqualTo("everywhere");
    assertThat(field(change, "a").get("processedAt").stringValue()).isEqualTo("today");
    assertThat(change.yielded())
        .containsExactly("/field_definitions/a/processedAt", "/field_definitions/a/usedInSections");
    assertThat(field(change, "a").get("problems"))
        .hasSize(2)
        .allSatisfy(
            problem ->
                assertThat(problem.get("code").stringValue()).isEqualTo("key-written-by-user"));
    assertThat(field(change, "a").get("problems").get(1).get("key").stringValue())
        .isEqualTo("usedInSections");
    assertThat(change.problems()).isEqualTo(2);
    assertThat(later(change.document(), change.known()).isEmpty()).isTrue();
  }

  @Test
  void leavesProblemsAloneWhenAUserWroteThem() {
    storedField(template, "a").putArray("problems").add("leaks");

    DerivedChange change = first(template);

    assertThat(field(change, "a").get("problems")).isEqualTo(Json.parse("[\"leaks\"]"));
    assertThat(field(change, "a").get("processed").booleanValue()).isTrue();
    assertThat(change.yielded()).containsExactly("/field_definitions/a/problems");
  }

  @Test
  void takesAStoredNullForAUsersValue() {
    storedField(template, "a").putNull("processed");

    DerivedChange change = DerivedChange.of(template, null, (f, k, v) -> true, false, EARLY);

    assertThat(field(change, "a").get("processed").isNull()).isTrue();
    assertThat(change.yielded()).containsExactly("/field_definitions/a/processed");
  }

  @Test
  void yieldsToAUserWhoChangesOurValue() {
    DerivedChange change = first(template);
    ObjectNode edited = change.document().deepCopy();
    storedField(edited, "a").put("processed", false);

    DerivedChange next = later(edited, change.known());

    assertThat(field(next, "a").get("processed").booleanValue()).isFalse();
    assertThat(next.yielded()).containsExactly("/field_definitions/a/processed");
  }

  @Test
  void takesAKeyBackWhenTheUserRemovesIt() {
    storedField(template, "a").put("usedInSections", "everywhere");
    DerivedChange yielded = first(template);
    ObjectNode edited = yielded.document().deepCopy();
    storedField(edited, "a").remove("usedInSections");

    DerivedChange next = later(edited, yielded.known());

    assertThat(field(next, "a").get("usedInSections")).isEqualTo(Json.parse("[\"s2\",\"s1\"]"));
    assertThat(field(next, "a").get("problems")).isEmpty();
    assertThat(next.yielded()).isEmpty();
  }

  @Test
  void adoptsWhatTheJobBeforeWroteInTheFirstRunOnly() {
    storedField(template, "a").put("processed", false).put("processedAt", "2019");

    DerivedChange adopted = DerivedChange.of(template, null, NEVER, true, EARLY);
    DerivedChange echo = DerivedChange.of(template, adopted.known(), NEVER, false, LATE);
    storedField(template, "a").put("processed", "user");
    DerivedChange next = DerivedChange.of(template, adopted.known(), NEVER, true, LATE);

    assertThat(adopted.yielded()).isEmpty();
    assertThat(field(adopted, "a").get("processed").booleanValue()).isTrue();
    assertThat(field(adopted, "a").get("processedAt").stringValue()).startsWith("2026-03-01");
    assertThat(echo.yielded()).isEmpty();
    assertThat(next.yielded()).containsExactly("/field_definitions/a/processed");
  }

  @Test
  void takesADefinitionThatIsAnEchoOfOlderValuesForOurs() {
    ObjectNode known = null;
    ObjectNode document = template;
    ObjectNode oldest = null;
    for (int run = 0; run < 4; run++) {
      ObjectNode edited = document.deepCopy();
      storedField(edited, "a").put("label", "A" + run).remove("type");
      storedField(edited, "a").put("type", run % 2 == 0 ? "select" : "text");
      DerivedChange change = DerivedChange.of(edited, known, NEVER, false, EARLY.plusSeconds(run));
      document = change.document();
      known = change.known();
      oldest = oldest == null ? document : oldest;
    }

    DerivedChange next = later(oldest, known);

    assertThat(next.yielded()).isEmpty();
    assertThat(storedField(next.document(), "a").get("label").stringValue()).isEqualTo("A0");
    assertThat(known.get("a").get("processedAt")).hasSize(4);
  }

  @Test
  void asksTheHistoryForEchoesThatAreOlderThanWhatIsNoted() {
    DerivedChange change = first(template);
    ObjectNode echo = change.document().deepCopy();
    storedField(echo, "a").put("processedAt", "2025-01-01T00:00:00.000000Z");

    DerivedChange asked =
        DerivedChange.of(
            echo,
            change.known(),
            (field, key, value) ->
                field.equals("a")
                    && key.equals("processedAt")
                    && value.stringValue().startsWith("2025"),
            false,
            LATE);

    assertThat(asked.yielded()).isEmpty();
    assertThat(asked.isEmpty()).isTrue();
  }

  @Test
  void asksTheHistoryOnceForTheSameValueOfAUser() {
    storedField(template, "a").put("usedInSections", "everywhere");
    DerivedChange change = first(template);

    DerivedChange next =
        DerivedChange.of(
            change.document(),
            change.known(),
            (field, key, value) -> {
              throw new AssertionError("asked for " + key);
            },
            false,
            LATE);

    assertThat(next.yielded()).containsExactly("/field_definitions/a/usedInSections");
  }

  @Test
  void doesNotTakeAnotherFieldsValueForOurs() {
    DerivedChange change = first(template);
    ObjectNode edited = change.document().deepCopy();
    ((ObjectNode) edited.get("field_definitions"))
        .set("c", storedField(edited, "a").deepCopy().put("id", "c"));

    assertThat(later(edited, change.known()).yielded())
        .contains("/field_definitions/c/usedInSections");
  }

  @Test
  void forgetsFieldsThatAreGone() {
    DerivedChange change = first(template);
    ObjectNode edited = change.document().deepCopy();
    ((ObjectNode) edited.get("field_definitions")).remove("b");

    assertThat(later(edited, change.known()).known().propertyNames()).containsExactly("a");
  }

  @Test
  void readsNotesThatAreOddAsNone() {
    ObjectNode odd = template("{'a':[1],'b':{'processed':'x','definition':3,'yielded':[]}}");

    DerivedChange change = later(template, odd);

    assertThat(change.document()).isEqualTo(later(template, null).document());
  }
}
