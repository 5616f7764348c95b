package dev.fieldsync.gateway.template;

import static java.util.concurrent.CompletableFuture.supplyAsync;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.fieldsync.gateway.problem.ProblemException;
import dev.fieldsync.gateway.template.Rounds.Answer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Every query stops at a gate, so that a test decides who comes before and who after it. */
class RoundsTest {

  private static final Duration LONG = Duration.ofMinutes(1);

  private final ExecutorService callers = Executors.newCachedThreadPool();
  private final List<Set<String>> sent = new CopyOnWriteArrayList<>();
  private final LinkedBlockingQueue<Supplier<Integer>> results = new LinkedBlockingQueue<>();
  private final AtomicInteger inFlight = new AtomicInteger();

  @AfterEach
  void stop() {
    callers.shutdownNow();
  }

  @Test
  void whoComesWhileAQueryIsUnderWayWaitsForTheNextOne() {
    Rounds<String, Integer> rounds = rounds(10, 100, LONG);
    CompletableFuture<Answer<Integer>> first = ask(rounds, "a");
    awaitSent(1);
    CompletableFuture<Answer<Integer>> second = ask(rounds, "a");
    awaitWaiting(rounds, 1);

    results.add(() -> 1);
    assertThat(first.join().value()).isEqualTo(1);
    assertThat(second).isNotDone();
    results.add(() -> 2);

    assertThat(second.join().value()).isEqualTo(2);
    assertThat(second.join().begun()).isGreaterThan(first.join().begun());
  }

  @Test
  void thoseWhoWaitShareOneQueryAndNeverAreTwoUnderWay() {
    Rounds<String, Integer> rounds = rounds(10, 100, LONG);
    CompletableFuture<Answer<Integer>> first = ask(rounds, "a");
    awaitSent(1);
    List<CompletableFuture<Answer<Integer>>> others =
        IntStream.range(0, 20).mapToObj(i -> ask(rounds, "k" + i % 4)).toList();
    awaitWaiting(rounds, 20);

    results.add(() -> 1);
    results.add(() -> 2);

    first.join();
    assertThat(others).allSatisfy(other -> assertThat(other.join().value()).isEqualTo(2));
    assertThat(sent).containsExactly(Set.of("a"), Set.of("k0", "k1", "k2", "k3"));
  }

  @Test
  void aQueryIsBoundedAndTheRestGoesWithTheNext() {
    Rounds<String, Integer> rounds = rounds(2, 100, LONG);
    CompletableFuture<Answer<Integer>> first = ask(rounds, "a");
    awaitSent(1);
    List<CompletableFuture<Answer<Integer>>> others =
        IntStream.range(0, 5).mapToObj(i -> ask(rounds, "k" + i)).toList();
    awaitWaiting(rounds, 5);
    IntStream.range(0, 4).forEach(i -> results.add(() -> i));

    first.join();
    others.forEach(CompletableFuture::join);
    assertThat(sent).hasSize(4).allSatisfy(keys -> assertThat(keys.size()).isLessThanOrEqualTo(2));
  }

  @Test
  void anErrorReachesExactlyThoseOfItsRoundAndTheOthersGoOn() {
    Rounds<String, Integer> rounds = rounds(10, 100, LONG);
    CompletableFuture<Answer<Integer>> first = ask(rounds, "a");
    awaitSent(1);
    CompletableFuture<Answer<Integer>> second = ask(rounds, "b");
    CompletableFuture<Answer<Integer>> third = ask(rounds, "c");
    awaitWaiting(rounds, 2);

    results.add(() -> 1);
    assertThat(first.join().value()).isEqualTo(1);
    awaitSent(2);
    CompletableFuture<Answer<Integer>> later = ask(rounds, "d");
    awaitWaiting(rounds, 1);
    results.add(
        () -> {
          throw new StackOverflowError("the leader dies");
        });

    for (CompletableFuture<Answer<Integer>> member : List.of(second, third)) {
      assertThatThrownBy(member::join)
          .isInstanceOf(CompletionException.class)
          .hasCauseInstanceOf(StackOverflowError.class);
    }
    results.add(() -> 4);
    assertThat(later.join().value()).isEqualTo(4);
  }

  @Test
  void whoWaitsTooLongIsToldSoAndHoldsUpNobody() {
    Rounds<String, Integer> rounds = rounds(10, 100, Duration.ofMillis(50));
    CompletableFuture<Answer<Integer>> first = ask(rounds, "a");
    awaitSent(1);

    assertThatThrownBy(() -> rounds.ask("b"))
        .isInstanceOf(ProblemException.class)
        .hasMessageContaining("does not answer in time");
    results.add(() -> 1);
    first.join();
    results.add(() -> 2);

    assertThat(rounds.ask("c").value()).isEqualTo(2);
    assertThat(sent).containsExactly(Set.of("a"), Set.of("c"));
  }

  @Test
  void whoIsInterruptedIsToldSoAndHoldsUpNobody() {
    Rounds<String, Integer> rounds = rounds(10, 100, LONG);
    CompletableFuture<Answer<Integer>> first = ask(rounds, "a");
    awaitSent(1);

    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> rounds.ask("b")).isInstanceOf(ProblemException.class);
    assertThat(Thread.interrupted()).as("still interrupted").isTrue();
    results.add(() -> 1);
    first.join();
    results.add(() -> 2);

    assertThat(rounds.ask("c").value()).isEqualTo(2);
  }

  @Test
  void onlySoManyMayWait() {
    Rounds<String, Integer> rounds = rounds(10, 1, LONG);
    CompletableFuture<Answer<Integer>> first = ask(rounds, "a");
    awaitSent(1);
    CompletableFuture<Answer<Integer>> second = ask(rounds, "b");
    awaitWaiting(rounds, 1);

    assertThatThrownBy(() -> rounds.ask("c"))
        .isInstanceOf(ProblemException.class)
        .hasMessageContaining("Too many reads");
    results.add(() -> 1);
    results.add(() -> 2);
    first.join();
    second.join();
  }

  @Test
  void whatIsKnownWhenTheTurnComesIsNotAskedAgain() {
    Rounds<String, Integer> rounds = rounds(10, 100, LONG);
    CompletableFuture<Answer<Integer>> first = ask(rounds, "a");
    awaitSent(1);
    Answer<Integer> known = new Answer<>(7, 7);
    CompletableFuture<Answer<Integer>> second =
        supplyAsync(() -> rounds.ask("a", () -> known), callers);
    awaitWaiting(rounds, 1);

    results.add(() -> 1);

    first.join();
    assertThat(second.join()).isEqualTo(known);
    assertThat(sent).hasSize(1);
  }

  private Rounds<String, Integer> rounds(int keys, int waiting, Duration patience) {
    return new Rounds<>(this::query, new Rounds.Limits(keys, waiting, patience), System::nanoTime);
  }

  private Map<String, Integer> query(Set<String> keys) {
    assertThat(inFlight.incrementAndGet()).as("queries under way").isEqualTo(1);
    try {
      sent.add(keys);
      Supplier<Integer> result = results.poll(1, TimeUnit.MINUTES);
      int value = result.get();
      return keys.stream().collect(java.util.stream.Collectors.toMap(key -> key, key -> value));
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    } finally {
      inFlight.decrementAndGet();
    }
  }

  private CompletableFuture<Answer<Integer>> ask(Rounds<String, Integer> rounds, String key) {
    return supplyAsync(() -> rounds.ask(key), callers);
  }

  private void awaitSent(int queries) {
    await().until(() -> sent.size() == queries);
  }

  private static void awaitWaiting(Rounds<String, Integer> rounds, int callers) {
    await().until(() -> rounds.waiting() == callers);
  }
}
