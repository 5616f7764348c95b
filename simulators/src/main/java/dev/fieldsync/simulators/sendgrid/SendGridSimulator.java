package dev.fieldsync.simulators.sendgrid;

import dev.fieldsync.simulators.traffic.SimulatedServer;
import java.time.Clock;

/**
 * {@code POST /v3/mail/send} as SendGrid answers it, with one difference: a call whose {@code
 * Idempotency-Key} was seen before delivers nothing and gets the first answer, unless {@code
 * deduplicates} is switched off. SendGrid itself knows no such key.
 *
 * @param server where it listens, how it behaves and what it counted
 * @param mailboxes what was delivered
 * @param inbound how replies come back
 */
public record SendGridSimulator(SimulatedServer server, Mailboxes mailboxes, InboundParse inbound)
    implements AutoCloseable {

  /** The one API key that is accepted. */
  public static final String API_KEY = "SG.simulated-key";

  /**
   * Starts one.
   *
   * @param port 0 for any free one
   * @param seed the same seed throws the same dice
   */
  public static SendGridSimulator start(int port, long seed) {
    Mailboxes mailboxes = new Mailboxes();
    InboundParse inbound = new InboundParse();
    SimulatedServer server =
        SimulatedServer.start(
            "sendgrid", port, seed, Clock.systemUTC(), new MailSending(mailboxes, inbound));
    return new SendGridSimulator(server, mailboxes, inbound);
  }

  @Override
  public void close() {
    server.close();
  }
}
