package dev.fieldsync.shared.kafka;

/** Kafka did not answer in time, or refused. */
public final class KafkaUnavailableException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** Makes an exception that says what was tried. */
  public KafkaUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }
}
