package dev.fieldsync.gateway.campaign.reply;

import dev.fieldsync.gateway.problem.ProblemException;
import dev.fieldsync.gateway.update.RequestBody;
import dev.fieldsync.shared.template.Violation;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.util.unit.DataSize;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads replies as a webhook brings them. */
final class ReplyReader {

  private static final DataSize MAX_BODY = DataSize.ofMegabytes(1);
  private static final List<String> KNOWN =
      List.of("replyId", "campaignId", "jobId", "from", "text");
  private static final int MAX_ID = 400;
  private static final int MAX_ADDRESS = 320;

  /** So much of a reply is kept. */
  private static final int MAX_TEXT = 64 * 1024;

  /** White space, spaces that do not break, and characters of no width. */
  private static final Pattern BLANK = Pattern.compile("[\\s\\p{Z}\\p{Cf}]*+");

  private ReplyReader() {}

  /**
   * A reply.
   *
   * @param jobId {@code null} when only the address is known
   * @param from {@code null} only with a job id
   * @param text cut off at 65,536 characters
   */
  record Received(
      String replyId,
      String campaignId,
      @Nullable Long jobId,
      @Nullable String from,
      String text) {}

  /**
   * Reads a reply.
   *
   * @throws ProblemException 400 with everything that is wrong
   */
  static Received read(HttpServletRequest request) throws IOException {
    ObjectNode body = RequestBody.object(request, MAX_BODY);
    RequestBody.requireOnly(KNOWN, body);
    List<Violation> wrong = new ArrayList<>();
    String replyId = text(body, "replyId", MAX_ID, wrong);
    String campaignId = text(body, "campaignId", MAX_ID, wrong);
    String from = body.hasNonNull("from") ? text(body, "from", MAX_ADDRESS, wrong) : null;
    Long jobId = jobId(body.get("jobId"), wrong);
    if (!body.hasNonNull("jobId") && !body.hasNonNull("from")) {
      wrong.add(new Violation("/jobId", "is required, or from: the address that replied"));
    }
    JsonNode text = body.get("text");
    if (text == null || !text.isString() || isBlank(text.asString())) {
      wrong.add(new Violation("/text", "must be the text of the reply, and not blank"));
    }
    if (!wrong.isEmpty()) {
      throw ProblemException.invalid(
          "The reply is not valid: %s %s. Send {\"replyId\", \"campaignId\", \"jobId\" or \"from\", \"text\"}."
              .formatted(wrong.get(0).path(), wrong.get(0).message()),
          wrong);
    }
    return new Received(replyId, campaignId, jobId, from, cut(text == null ? "" : text.asString()));
  }

  private static String text(ObjectNode body, String name, int max, List<Violation> wrong) {
    JsonNode value = body.path(name);
    String text = value.asString("").strip();
    if (!value.isString()
        || text.isEmpty()
        || text.length() > max
        || text.chars().anyMatch(Character::isISOControl)) {
      wrong.add(
          new Violation(
              "/" + name, "must be text of 1 to %d characters on one line".formatted(max)));
    }
    return text;
  }

  private static @Nullable Long jobId(@Nullable JsonNode value, List<Violation> wrong) {
    if (value == null || value.isNull()) {
      return null;
    }
    if (!value.isIntegralNumber() || !value.canConvertToLong()) {
      wrong.add(new Violation("/jobId", "must be the id of a job, a whole number"));
      return null;
    }
    return value.longValue();
  }

  /** Whether nothing of a text shows: mail programs fill what is empty with spaces of all kinds. */
  static boolean isBlank(String text) {
    return BLANK.matcher(text).matches();
  }

  /** Returns as much of a reply as is kept; its end is not in the middle of a character. */
  static String cut(String text) {
    if (text.length() <= MAX_TEXT) {
      return text;
    }
    int end = Character.isHighSurrogate(text.charAt(MAX_TEXT - 1)) ? MAX_TEXT - 1 : MAX_TEXT;
    return text.substring(0, end);
  }
}
