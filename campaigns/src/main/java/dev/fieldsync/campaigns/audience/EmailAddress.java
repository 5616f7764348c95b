package dev.fieldsync.campaigns.audience;

import java.net.IDN;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * An address that mail can be sent to: the dot-atom form of RFC 5321 with its lengths, and a domain
 * of at least two labels in ASCII. Quoted local parts and address literals are refused; nobody's
 * customers have them, and providers do not take them.
 *
 * @param normalized trimmed, lower case, domain in ASCII: equal for one mailbox however it was
 *     written
 * @param spelling as it was given but for spaces around it, which is what mail is sent to
 */
public record EmailAddress(String normalized, String spelling) {

  private static final int MAX_LENGTH = 254;
  private static final int MAX_LOCAL_LENGTH = 64;

  private static final Pattern LOCAL =
      Pattern.compile("[a-z0-9!#$%&'*+/=?^_`{|}~-]+(\\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*");
  private static final Pattern DOMAIN =
      Pattern.compile("([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z0-9-]{2,63}");

  /**
   * Reads an address.
   *
   * @throws IllegalArgumentException if mail cannot be sent to it, with a message for people
   */
  public static EmailAddress of(String given) {
    String spelling = given.strip();
    if (spelling.isEmpty()) {
      throw new IllegalArgumentException("The address is empty");
    }
    if (spelling.length() > MAX_LENGTH) {
      throw new IllegalArgumentException("The address is longer than " + MAX_LENGTH);
    }
    int at = spelling.lastIndexOf('@');
    if (at < 0) {
      throw new IllegalArgumentException("The address has no @");
    }
    String local = spelling.substring(0, at).toLowerCase(Locale.ROOT);
    if (local.length() > MAX_LOCAL_LENGTH || !LOCAL.matcher(local).matches()) {
      throw new IllegalArgumentException("What is before the @ is no name of a mailbox");
    }
    String domain = ascii(spelling.substring(at + 1)).toLowerCase(Locale.ROOT);
    if (!DOMAIN.matcher(domain).matches()) {
      throw new IllegalArgumentException("What is after the @ is no domain");
    }
    String normalized = local + "@" + domain;
    if (normalized.length() > MAX_LENGTH) {
      throw new IllegalArgumentException("The address is longer than " + MAX_LENGTH);
    }
    return new EmailAddress(normalized, spelling);
  }

  private static String ascii(String domain) {
    if (domain.chars().allMatch(c -> c < 128)) {
      return domain;
    }
    try {
      return IDN.toASCII(domain);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("What is after the @ is no domain", e);
    }
  }
}
