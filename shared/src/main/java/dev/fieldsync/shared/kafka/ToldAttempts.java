package dev.fieldsync.shared.kafka;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;

/**
 * How many of an update's attempts stand before its outcome in the same partition, as records of
 * their own; a header of the outcome's record. So whoever tells people about attempts tells each
 * once, wherever in the log it began to read.
 *
 * @param count the attempts 1 to this one were told
 */
public record ToldAttempts(int count) {

  private static final String HEADER = "fieldsync-told-attempts";

  /** Returns what a record says, 0 when it says nothing. */
  public static ToldAttempts of(Headers headers) {
    Header header = headers.lastHeader(HEADER);
    String value =
        header == null || header.value() == null
            ? ""
            : new String(header.value(), StandardCharsets.US_ASCII);
    return new ToldAttempts(value.matches("[0-9]{1,4}") ? Integer.parseInt(value) : 0);
  }

  /** Puts this into the headers of a record, when there is anything to say. */
  public void into(Headers headers) {
    if (count > 0) {
      headers.add(HEADER, Integer.toString(count).getBytes(StandardCharsets.US_ASCII));
    }
  }
}
