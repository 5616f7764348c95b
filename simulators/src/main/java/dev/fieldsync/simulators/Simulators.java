package dev.fieldsync.simulators;

import dev.fieldsync.simulators.salesforce.SalesforceSimulator;
import dev.fieldsync.simulators.sendgrid.SendGridSimulator;
import dev.fieldsync.simulators.sentiment.SentimentSimulator;
import java.net.URI;
import java.util.concurrent.CountDownLatch;

/**
 * All three simulators. As a program: {@code Simulators [sendgrid port] [salesforce port]
 * [sentiment port] [seed] [contacts]}, by default 8101, 8102, 8103, 1 and 50000; runs until it is
 * stopped. {@code SIMULATED_INBOUND_URL} is where simulated replies are posted to.
 */
public record Simulators(
    SendGridSimulator sendGrid, SalesforceSimulator salesforce, SentimentSimulator sentiment)
    implements AutoCloseable {

  private static final int[] DEFAULTS = {8101, 8102, 8103, 1, 50_000};

  /**
   * Starts all three on 127.0.0.1.
   *
   * @param sendGridPort as the others, 0 for any free one
   * @param seed the same seed throws the same dice
   * @param contacts how many contacts Salesforce has
   */
  public static Simulators start(
      int sendGridPort, int salesforcePort, int sentimentPort, long seed, int contacts) {
    return new Simulators(
        SendGridSimulator.start(sendGridPort, seed),
        SalesforceSimulator.start(salesforcePort, seed, contacts),
        SentimentSimulator.start(sentimentPort, seed));
  }

  @Override
  public void close() {
    sendGrid.close();
    salesforce.close();
    sentiment.close();
  }

  /** Starts all three and waits to be stopped. */
  public static void main(String[] args) throws InterruptedException {
    int[] values = DEFAULTS.clone();
    for (int i = 0; i < Math.min(args.length, values.length); i++) {
      values[i] = Integer.parseInt(args[i]);
    }
    try (Simulators all = start(values[0], values[1], values[2], values[3], values[4])) {
      String inbound = System.getenv("SIMULATED_INBOUND_URL");
      if (inbound != null && !inbound.isBlank()) {
        all.sendGrid().inbound().postTo(URI.create(inbound));
      }
      System.out.println("SendGrid    " + all.sendGrid().server().uri());
      System.out.println("Salesforce  " + all.salesforce().server().uri());
      System.out.println("Sentiment   " + all.sentiment().server().uri());
      System.out.println("Each is told how to behave at /_control.");
      new CountDownLatch(1).await();
    }
  }
}
