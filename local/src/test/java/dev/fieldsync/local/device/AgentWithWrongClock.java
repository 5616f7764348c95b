package dev.fieldsync.local.device;

import dev.fieldsync.taskagent.TaskAgentApplication;
import java.time.Clock;
import java.time.Duration;
import org.springframework.context.support.GenericApplicationContext;

/** An agent in a process of its own whose clock is wrong by as much as an argument says. */
public final class AgentWithWrongClock {

  static final String ERROR = "test.clock-error";

  private AgentWithWrongClock() {}

  public static void main(String[] args) {
    TaskAgentApplication.builder()
        .initializers(
            unstarted ->
                ((GenericApplicationContext) unstarted)
                    .registerBean(
                        Clock.class,
                        () ->
                            new DeviceClock(
                                unstarted
                                    .getEnvironment()
                                    .getProperty(ERROR, Duration.class, Duration.ZERO))))
        .run(args);
  }
}
