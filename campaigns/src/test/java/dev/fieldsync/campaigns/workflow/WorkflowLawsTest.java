package dev.fieldsync.campaigns.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

class WorkflowLawsTest {

  private static final List<StepKind> KINDS =
      Arrays.stream(StepKind.values()).filter(kind -> !kind.isEnd()).toList();

  /**
   * Of what is accepted, every walk by random outcomes stays inside, and rests before it repeats.
   */
  @Property
  void a_job_always_comes_to_a_wait_or_an_end(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 8) int size) {
    Random random = new Random(seed);
    Workflow workflow;
    try {
      workflow = Workflows.read(definition(random, size));
    } catch (InvalidWorkflowException e) {
      assertThat(e.violations()).isNotEmpty();
      return;
    }
    Step step = workflow.step(workflow.start());
    int work = 0;
    for (int i = 0; i < 100 && !step.kind().isEnd(); i++) {
      work = step.kind().isWait() ? 0 : work + 1;
      assertThat(work).isLessThanOrEqualTo(workflow.steps().size());
      var outcomes = step.kind().sortedOutcomes();
      String outcome = outcomes.get(random.nextInt(outcomes.size()));
      Step next = workflow.after(step.name(), outcome);
      assertThat(workflow.after(step.name(), outcome)).isEqualTo(next);
      step = next;
    }
  }

  private static JsonNode definition(Random random, int size) {
    ObjectNode steps = JsonNodeFactory.instance.objectNode();
    for (int i = 0; i < size; i++) {
      StepKind kind = KINDS.get(random.nextInt(KINDS.size()));
      ObjectNode step = steps.putObject("s" + i).put("kind", kind.code());
      ObjectNode next = step.putObject("next");
      for (String outcome : kind.sortedOutcomes()) {
        int target = random.nextInt(3) == 0 ? random.nextInt(size + 1) : i + 1;
        next.put(outcome, "s" + target);
      }
    }
    steps.putObject("s" + size).put("kind", "done");
    ObjectNode workflow = JsonNodeFactory.instance.objectNode().put("start", "s0");
    workflow.set("steps", steps);
    return workflow;
  }
}
