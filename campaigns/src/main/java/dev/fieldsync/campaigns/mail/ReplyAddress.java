package dev.fieldsync.campaigns.mail;

import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where the reply to a mail goes, so that it can be known which job it answers whoever writes it
 * and whatever their program does to the headers: {@code reply-<campaign>-<job>@<domain>}, at most
 * 57 characters before the {@code @}, of which RFC 5321 allows 64. Immutable.
 *
 * @param campaignId the campaign
 * @param jobId the job, not negative
 */
public record ReplyAddress(UUID campaignId, long jobId) {

  private static final Pattern FORM =
      Pattern.compile(
          "(?<![A-Z0-9._+-])reply-([0-9A-F]{16})([0-9A-F]{16})-([0-9]{1,18})@",
          Pattern.CASE_INSENSITIVE);

  /**
   * Returns the first such address in a text, such as a list of recipients with their names.
   *
   * @param recipients in any letter case, whatever the domain
   */
  public static Optional<ReplyAddress> in(String recipients) {
    Matcher found = FORM.matcher(recipients);
    return found.find()
        ? Optional.of(
            new ReplyAddress(
                new UUID(bits(found.group(1)), bits(found.group(2))),
                Long.parseLong(found.group(3))))
        : Optional.empty();
  }

  private static long bits(String hex) {
    return Long.parseUnsignedLong(hex, 16);
  }

  /** Returns the address in a domain that takes mails for us. */
  public String at(String domain) {
    return "reply-%s-%d@%s".formatted(campaignId.toString().replace("-", ""), jobId, domain);
  }
}
