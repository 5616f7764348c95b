package dev.fieldsync.campaignworker.job;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A reply to what a job has sent.
 *
 * @param id its identity where it comes from, such as the message id: the same id is the same reply
 * @param campaignId the campaign that it answers
 * @param jobId the job that it answers, {@code null} when only the address is known
 * @param address who replied, in any spelling; needed when there is no job id
 * @param content the text, at most {@link #MAX_CONTENT} characters
 */
public record Reply(
    String id, UUID campaignId, @Nullable Long jobId, @Nullable String address, String content) {

  /** The longest reply that is taken, in characters; longer ones are to be shortened before. */
  public static final int MAX_CONTENT = 64 * 1024;

  private static final int MAX_ID = 500;

  /** Checks the sizes, and that it says whom it is from. */
  public Reply {
    if (id.isBlank() || id.length() > MAX_ID) {
      throw new IllegalArgumentException("A reply has an id of 1 to " + MAX_ID + " characters");
    }
    if (content.length() > MAX_CONTENT) {
      throw new IllegalArgumentException(
          "A reply has at most " + MAX_CONTENT + " characters; shorten it");
    }
    if (jobId == null && address == null) {
      throw new IllegalArgumentException("A reply needs the job's id or the sender's address");
    }
  }

  /** What became of a reply. */
  public enum Fate {
    /** It ended its job's wait. */
    WOKE,
    /** It came before its job waits for it, and will end that wait. */
    KEPT,
    /** Its job waits for no reply any more; it is kept for people to read. */
    LATE,
    /** Its job has a reply that nobody has looked at yet; it is kept for people to read. */
    EXTRA,
    /** It was accepted before; nothing was changed. */
    DUPLICATE,
    /** There is no such job. */
    UNKNOWN
  }
}
