package dev.fieldsync.scenarios.illness;

import dev.fieldsync.scenarios.figures.Goal;
import dev.fieldsync.scenarios.scenario.Findings;
import dev.fieldsync.scenarios.system.Gateway;
import dev.fieldsync.scenarios.system.Reply;
import dev.fieldsync.scenarios.system.Target;
import java.util.concurrent.atomic.AtomicLong;

/** Many people who ask for what no cache has, each waiting for the answer. */
final class Readers implements Cause {

  private final AtomicLong answered = new AtomicLong();
  private final AtomicLong later = new AtomicLong();
  private final AtomicLong wrong = new AtomicLong();
  private final Loops loops;

  private Readers(Target system, int number, String path) {
    this.loops = Loops.start(number, () -> read(system.gateway(), path));
  }

  static Readers start(Target system, int number, String path) {
    return new Readers(system, number, path);
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
