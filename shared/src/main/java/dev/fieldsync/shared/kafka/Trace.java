package dev.fieldsync.shared.kafka;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * A <a href="https://www.w3.org/TR/trace-context/">W3C Trace Context</a> {@code traceparent},
 * carried from the HTTP request through both records, so that one id finds an update in every log.
 *
 * @param traceparent the header's value
 */
public record Trace(String traceparent) {

  /** The name of the HTTP and Kafka header. */
  public static final String HEADER = "traceparent";

  private static final Pattern FORM =
      Pattern.compile("00-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}");

  /** Returns the caller's trace, or a new one when there is none or it is malformed. */
  public static Trace continued(@Nullable String traceparent) {
    return valid(traceparent).orElseGet(Trace::begin);
  }

  /** Returns the trace that a record carries. */
  public static Optional<Trace> of(Headers headers) {
    Header header = headers.lastHeader(HEADER);
    return header == null || header.value() == null
        ? Optional.empty()
        : valid(new String(header.value(), StandardCharsets.US_ASCII));
  }

  /** Puts this trace into the headers of a record. */
  public void into(Headers headers) {
    headers.add(HEADER, traceparent.getBytes(StandardCharsets.US_ASCII));
  }

  /** Returns the 32 hex digits that name the whole trace. */
  public String traceId() {
    return traceparent.substring(3, 35);
  }

  private static Optional<Trace> valid(@Nullable String traceparent) {
    return traceparent != null && FORM.matcher(traceparent).matches()
        ? Optional.of(new Trace(traceparent))
        : Optional.empty();
  }

  private static Trace begin() {
    byte[] id = new byte[24];
    ThreadLocalRandom.current().nextBytes(id);
    HexFormat hex = HexFormat.of();
    // The lowest bit of the first byte of each part keeps both from being all zero.
    id[0] |= 1;
    id[16] |= 1;
    return new Trace("00-" + hex.formatHex(id, 0, 16) + "-" + hex.formatHex(id, 16, 24) + "-01");
  }
}
