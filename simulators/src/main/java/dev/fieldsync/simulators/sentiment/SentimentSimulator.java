package dev.fieldsync.simulators.sentiment;

import dev.fieldsync.simulators.traffic.SimulatedServer;
import java.time.Clock;

/**
 * {@code POST /v1/sentiment} with {@code {"text": ...}}, answered by {@code {"label":
 * "positive|negative|neutral", "score": -1 to 1}}. The same text always gets the same answer: by a
 * few obvious words, else by its hash.
 *
 * @param server where it listens, how it behaves and what it counted
 */
public record SentimentSimulator(SimulatedServer server) implements AutoCloseable {

  /** The one API key that is accepted. */
  public static final String API_KEY = "sentiment-simulated-key";

  /**
   * Starts one.
   *
   * @param port 0 for any free one
   * @param seed the same seed throws the same dice
   */
  public static SentimentSimulator start(int port, long seed) {
    return new SentimentSimulator(
        SimulatedServer.start("sentiment", port, seed, Clock.systemUTC(), new Verdicts()));
  }

  @Override
  public void close() {
    server.close();
  }
}
