package dev.fieldsync.campaignworker.work;

import dev.fieldsync.campaigns.workflow.StepKind;
import dev.fieldsync.campaignworker.step.StepWork;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** The work of each kind of step. Immutable. */
@Component
class Steps {

  private final Map<StepKind, StepWork> byKind = new EnumMap<>(StepKind.class);

  Steps(List<StepWork> works) {
    works.forEach(work -> byKind.put(work.kind(), work));
    for (StepKind kind : StepKind.values()) {
      if (!kind.isEnd() && !byKind.containsKey(kind)) {
        throw new IllegalStateException("Nothing does steps of kind " + kind.code());
      }
    }
  }

  StepWork of(StepKind kind) {
    StepWork work = byKind.get(kind);
    if (work == null) {
      throw new IllegalArgumentException("Nothing is to be done at a step of kind " + kind.code());
    }
    return work;
  }
}
