package dev.fieldsync.scenarios.illness;

import dev.fieldsync.scenarios.figures.Goal;
import dev.fieldsync.scenarios.scenario.Findings;
import dev.fieldsync.scenarios.system.Gateway;
import dev.fieldsync.scenarios.system.Reply;
import dev.fieldsync.scenarios.system.Target;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;

/** Many people who read one thing after the other, each waiting for the answer. */
final class Readers implements Cause {

  private final AtomicLong answered = new AtomicLong();
  private final AtomicLong later = new AtomicLong();
  private final AtomicLong wrong = new AtomicLong();
  private final Loops loops;

  private Readers(Target system, int number, List<String> paths) {
    this.loops =
        Loops.start(
            number,
            () ->
                read(
                    system.gateway(),
                    paths.get(ThreadLocalRandom.current().nextInt(paths.size()))));
  }

  /**
   * Starts them.
   *
   * @param paths of which each reader takes any, again and again
   */
  static Readers start(Target system, int number, List<String> paths) {
    return new Readers(system, number, paths);
  }

  private Void read(Gateway gateway, String path) {
    Reply reply = gateway.get(path);
    if (reply.isSuccess()) {
      answered.incrementAndGet();
    } else if (reply.status() == 503) {
      later.incrementAndGet();
    } else {
      wrong.incrementAndGet();
    }
    return null;
  }

  @Override
  public void judge(Findings.Builder findings) {
    findings
        .figure("requests answered", answered.get())
        .figure("requests told to come back (503)", later.get())
        .goal(Goal.none("requests with another answer", wrong.get()));
  }

  @Override
  public void close() {
    loops.close();
  }
}
