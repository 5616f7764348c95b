package dev.fieldsync.campaigns.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.fieldsync.shared.json.Json;
import dev.fieldsync.shared.template.Violation;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class WorkflowTest {

  @Test
  void the_standard_workflow_waits_48_hours_and_routes_by_sentiment() {
    Workflow workflow = Workflows.read(Workflows.standard());

    assertThat(workflow.start()).isEqualTo("send_email");
    assertThat(workflow.after("send_email", "sent").timeout()).isEqualTo(Duration.ofDays(2));
    assertThat(workflow.after("wait_for_reply", "reply").kind()).isEqualTo(StepKind.ANALYZE);
    assertThat(workflow.after("wait_for_reply", "timeout").kind()).isEqualTo(StepKind.TAKE_ACTION);
    assertThat(workflow.after("analyze", "negative").name()).isEqualTo("take_action");
    assertThat(workflow.after("take_action", "taken").kind()).isEqualTo(StepKind.DONE);
    assertThat(workflow.canWaitFrom("send_email")).isTrue();
    assertThat(workflow.canWaitFrom("analyze")).isFalse();
    assertThatThrownBy(() -> workflow.after("analyze", "sent"))
        .hasMessageContaining("[negative, neutral, positive]");
  }

  @Test
  void work_ahead_is_counted_up_to_the_next_wait_on_the_longest_way() {
    Workflow workflow = Workflows.read(Workflows.standard());

    assertThat(workflow.workAhead("send_email")).isEqualTo(1);
    assertThat(workflow.workAhead("wait_for_reply")).isEqualTo(3);
    assertThat(workflow.workAhead("take_action")).isEqualTo(1);
    assertThat(workflow.workAhead("done")).isZero();
  }

  @Test
  void a_circle_with_a_wait_is_a_workflow() {
    Workflow workflow =
        Workflows.read(
            Json.parse(
                """
                {"start": "mail", "steps": {
                  "mail": {"kind": "send_email", "next": {"sent": "wait"}, "maxAttempts": 3},
                  "wait": {"kind": "wait_for_reply", "timeout": "PT1H",
                           "next": {"timeout": "mail", "reply": "end"}},
                  "end": {"kind": "done"}}}
                """));

    assertThat(workflow.step("mail").maxAttempts()).isEqualTo(3);
    assertThat(workflow.step("mail").timeout()).isEqualTo(Duration.ofMinutes(1));
  }

  @Test
  void everything_that_cannot_be_read_is_said_with_its_place() {
    assertThat(
            violations(
                """
                {"schemaVersion": 2, "steps": {
                  "Mail": {"kind": "send_email", "next": {"sent": 1, "read": "x"}, "wait": 1},
                  "wait": {"kind": "wait_for_reply", "timeout": "48 hours", "maxAttempts": 0,
                           "next": {"*": "x"}},
                  "odd": {"kind": "call"},
                  "end": {"kind": "done", "next": {"sent": "end"}, "parameters": []}}}
                """))
        .extracting(Violation::path)
        .containsExactlyInAnyOrder(
            "/schemaVersion",
            "/start",
            "/steps/Mail",
            "/steps/Mail/wait",
            "/steps/Mail/next/sent",
            "/steps/Mail/next/read",
            "/steps/Mail/next",
            "/steps/wait/timeout",
            "/steps/wait/maxAttempts",
            "/steps/odd/kind",
            "/steps/end/next/sent",
            "/steps/end/parameters");
    assertThat(violations("[]")).hasSize(1);
    assertThat(violations("{}")).extracting(Violation::path).contains("/steps", "/start");
  }

  @Test
  void steps_that_do_not_fit_together_are_said() {
    assertThat(
            violations(
                """
                {"start": "nowhere", "steps": {
                  "mail": {"kind": "send_email", "next": {"sent": "gone"}}}}
                """))
        .containsExactly(
            new Violation("/start", "There is no step nowhere"),
            new Violation("/steps/mail/next/sent", "There is no step gone"));
    assertThat(
            violations(
                """
                {"start": "end", "steps": {
                  "lonely": {"kind": "send_email", "next": {"sent": "end"}},
                  "end": {"kind": "done"}}}
                """))
        .extracting(Violation::path)
        .containsExactly("/start", "/steps/lonely");
    assertThat(
            violations(
                """
                {"start": "a", "steps": {
                  "a": {"kind": "analyze", "next": {"positive": "b", "*": "end"}},
                  "b": {"kind": "take_action", "next": {"taken": "a"}},
                  "end": {"kind": "done"}}}
                """))
        .extracting(Violation::path)
        .containsExactly("/steps/a", "/steps/b");
    assertThat(
            violations(
                """
                {"start": "a", "steps": {
                  "a": {"kind": "send_email", "next": {"sent": "w"}},
                  "w": {"kind": "wait_for_reply", "next": {"*": "a"}}}}
                """))
        .extracting(Violation::message)
        .allSatisfy(message -> assertThat(message).contains("kind done"));
  }

  @Test
  void a_new_definition_has_no_name_that_means_nothing_and_no_value_of_another_type() {
    String definition =
        """
        {"schemaVersion": "1", "strat": "mail", "start": "mail", "steps": {
          "mail": {"kind": "send_email", "next": {"sent": "act"},
                   "parameters": {"sbject": "Hi", "subject": 7, "body": "Dear {{name"}},
          "act": {"kind": "take_action", "next": {"taken": "ask"},
                  "parameters": {"actions": {"postive": "call", "none": 1, "neutral": "wait"}}},
          "ask": {"kind": "analyze", "next": {"*": "end"}, "parameters": {"model": "x"}},
          "end": {"kind": "done"}}}
        """;

    assertThat(newViolations(definition))
        .containsExactlyInAnyOrder(
            new Violation(
                "/strat",
                "is not known here; there are schemaVersion, start, steps. Probably meant: start"),
            new Violation("/schemaVersion", "must be the number 1"),
            new Violation(
                "/steps/mail/parameters/sbject",
                "is not known here; there are subject, body. Probably meant: subject"),
            new Violation("/steps/mail/parameters/subject", "must be text, not blank"),
            new Violation(
                "/steps/mail/parameters/body", "The {{ at character 6 is not closed by }}"),
            new Violation(
                "/steps/act/parameters/actions/postive",
                "is not known here; there are negative, neutral, positive, none."
                    + " Probably meant: positive"),
            new Violation(
                "/steps/act/parameters/actions/none",
                "must be text of 1 to 200 characters, not blank"),
            new Violation(
                "/steps/ask/parameters/model",
                "is not known here; a step of kind analyze has no parameters"));
    assertThat(violations(definition)).as("as it may be stored").isEmpty();
  }

  @Test
  void an_end_with_a_route_for_whatever_comes_is_told_of_a_new_definition() {
    String definition =
        """
        {"start": "act", "steps": {
          "act": {"kind": "take_action", "next": {"taken": "end"}},
          "end": {"kind": "done", "next": {"*": "act"}}}}
        """;

    assertThat(newViolations(definition))
        .containsExactly(new Violation("/steps/end/next/*", "Nothing follows a step of kind done"));
    assertThat(violations(definition)).as("as it may be stored").isEmpty();
  }

  @Test
  void what_was_probably_meant_is_said() {
    assertThat(
            newViolations(
                """
                {"start": "mial", "steps": {
                  "mail": {"kind": "send_email", "next": {"sent": "act"}, "max_attempts": 3,
                           "timeout": "-PT5S"},
                  "act": {"kind": "takeAction", "next": {"taken": "end"}},
                  "end": {"kind": "done"}}}
                """))
        .extracting(Violation::path, Violation::message)
        .containsExactlyInAnyOrder(
            tuple(
                "/steps/mail/max_attempts",
                "is not known here; there are kind, next, timeout, maxAttempts, parameters."
                    + " Probably meant: maxAttempts"),
            tuple(
                "/steps/mail/timeout",
                "A time-out is an ISO 8601 duration, such as PT48H, from PT1S to PT1H"),
            tuple(
                "/steps/act/kind",
                "A step's kind is one of send_email, wait_for_reply, analyze, take_action, done."
                    + " Probably meant: take_action"));
    assertThat(
            newViolations(
                """
                {"start": "mails", "steps": {
                  "mail": {"kind": "send_email", "next": {"send": "end", "sent": "ende"}},
                  "end": {"kind": "done"}}}
                """))
        .extracting(Violation::message)
        .containsExactly("A step of kind send_email has the outcomes sent. Probably meant: sent");
    assertThat(
            newViolations(
                """
                {"start": "mails", "steps": {
                  "mail": {"kind": "send_email", "next": {"sent": "ende"}},
                  "end": {"kind": "done"}}}
                """))
        .extracting(Violation::message)
        .containsExactly(
            "There is no step mails. Probably meant: mail",
            "There is no step ende. Probably meant: end");
  }

  private static List<Violation> newViolations(String definition) {
    try {
      Workflows.readNew(Json.parse(definition));
      return List.of();
    } catch (InvalidWorkflowException e) {
      return e.violations();
    }
  }

  private static List<Violation> violations(String definition) {
    try {
      Workflows.read(Json.parse(definition));
      return List.of();
    } catch (InvalidWorkflowException e) {
      return e.violations();
    }
  }
}
