package dev.fieldsync.campaigns.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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

  private static List<Violation> violations(String definition) {
    try {
      Workflows.read(Json.parse(definition));
      return List.of();
    } catch (InvalidWorkflowException e) {
      return e.violations();
    }
  }
}
