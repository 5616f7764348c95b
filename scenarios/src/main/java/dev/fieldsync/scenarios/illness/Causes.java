package dev.fieldsync.scenarios.illness;

import dev.fieldsync.scenarios.scenario.Findings;
import java.util.List;

/**
 * Several causes at once.
 *
 * @param all in the order in which they were made
 */
record Causes(List<Cause> all) implements Cause {

  static Causes of(Cause... all) {
    return new Causes(List.of(all));
  }

  @Override
  public void judge(Findings.Builder findings) {
    all.forEach(each -> each.judge(findings));
  }

  @Override
  public void close() {
    all.forEach(Cause::close);
  }
}
