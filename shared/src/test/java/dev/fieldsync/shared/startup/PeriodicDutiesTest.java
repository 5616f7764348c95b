package dev.fieldsync.shared.startup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fieldsync.shared.startup.PeriodicDuties.Duty;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class PeriodicDutiesTest {

  private static final Duration SHORT = Duration.ofMillis(1);

  @Test
  void comesAgainThoughItThrows() throws InterruptedException {
    CountDownLatch failed = new CountDownLatch(3);
    CountDownLatch beside = new CountDownLatch(3);
    PeriodicDuties duties =
        new PeriodicDuties(
            "duties",
            new Duty(
                "fails",
                SHORT,
                () -> {
                  failed.countDown();
                  throw new IllegalStateException("on purpose");
                }),
            new Duty("works", SHORT, beside::countDown));
    duties.start();
    failed.await();
    beside.await();
    duties.stop();
  }

  @Test
  void isStartedOnceAndEndsAndCanBeStartedAgain() throws InterruptedException {
    BlockingQueue<Thread> threads = new ArrayBlockingQueue<>(1);
    PeriodicDuties duties =
        new PeriodicDuties("duties", new Duty("tells", SHORT, () -> tell(threads)));
    assertThat(duties.isRunning()).isFalse();
    duties.start();
    duties.start();
    assertThat(duties.isRunning()).isTrue();
    Thread first = threads.take();
    assertThat(threads.take()).isSameAs(first);
    assertThat(first.isDaemon()).isTrue();

    duties.stop();
    assertThat(duties.isRunning()).isFalse();
    first.join();

    threads.clear();
    duties.start();
    assertThat(threads.take()).isNotSameAs(first);
    duties.stop();
  }

  private static void tell(BlockingQueue<Thread> threads) {
    try {
      threads.offer(Thread.currentThread(), 1, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
