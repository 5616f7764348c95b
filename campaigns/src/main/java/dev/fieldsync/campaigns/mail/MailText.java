package dev.fieldsync.campaigns.mail;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A text with places for what differs from person to person: <code>{{name}}</code> stands for the
 * attribute of that name, or without one for the first whose name differs in case alone, <code>
 * {{name|customer}}</code> too, or for what follows the bar when there is no such attribute or it
 * is empty, and <code>{{email}}</code> for the address. Immutable.
 */
public final class MailText {

  /**
   * So long may a subject be, in characters, as it is written and as it is sent: a line of a mail
   * has at most 998 with its name (RFC 5322, 2.1.1), and some are kept for the encoding.
   */
  public static final int MAX_SUBJECT = 900;

  /** So long may a body be as it is written, in characters. */
  public static final int MAX_BODY = 500_000;

  /** So long may a text be as it is sent, in characters, whatever attributes put into it. */
  public static final int MAX_RENDERED = 1_000_000;

  private static final String OPEN = "{{";
  private static final String CLOSE = "}}";
  private static final Pattern NAME = Pattern.compile("[^{}|]{1,100}");

  private static final Pattern LINE_BREAKS = Pattern.compile("[\\p{Cntrl}\\u2028\\u2029]+");

  private final List<Part> parts;

  /**
   * A piece of the text.
   *
   * @param text as it is, or the attribute's name
   * @param isAttribute which of both
   * @param otherwise what stands there without the attribute, {@code null} for nothing given
   */
  private record Part(String text, boolean isAttribute, @Nullable String otherwise) {}

  private MailText(List<Part> parts) {
    this.parts = List.copyOf(parts);
  }

  /**
   * Reads a text.
   *
   * @throws InvalidMailTextException if a place is not closed or names nothing
   */
  public static MailText of(String text) {
    List<Part> parts = new ArrayList<>();
    int at = 0;
    for (int open = text.indexOf(OPEN); open >= 0; open = text.indexOf(OPEN, at)) {
      int close = text.indexOf(CLOSE, open);
      if (close < 0) {
        throw new InvalidMailTextException(
            "The {{ at character %d is not closed by }}".formatted(open + 1));
      }
      parts.add(new Part(text.substring(at, open), false, null));
      parts.add(place(text.substring(open + OPEN.length(), close), open));
      at = close + CLOSE.length();
    }
    parts.add(new Part(text.substring(at), false, null));
    return new MailText(parts);
  }

  /**
   * Reads the text of a subject.
   *
   * @throws InvalidMailTextException as {@link #of}, and if it is blank, longer than {@link
   *     #MAX_SUBJECT}, or more than one line
   */
  public static MailText subject(String text) {
    if (text.chars().anyMatch(Character::isISOControl)) {
      throw new InvalidMailTextException("must be one line");
    }
    return bounded(text, MAX_SUBJECT);
  }

  /**
   * Reads the text of a body.
   *
   * @throws InvalidMailTextException as {@link #of}, and if it is blank or longer than {@link
   *     #MAX_BODY}
   */
  public static MailText body(String text) {
    return bounded(text, MAX_BODY);
  }

  private static MailText bounded(String text, int max) {
    if (text.isBlank() || text.length() > max) {
      throw new InvalidMailTextException(
          "must be text of 1 to %d characters, not blank".formatted(max));
    }
    return of(text);
  }

  private static Part place(String inside, int open) {
    int bar = inside.indexOf('|');
    String name = (bar < 0 ? inside : inside.substring(0, bar)).strip();
    if (!NAME.matcher(name).matches()) {
      throw new InvalidMailTextException(
          "The {{ at character %d has to name an attribute, such as {{name}} or {{name|customer}}"
              .formatted(open + 1));
    }
    return new Part(name, true, bar < 0 ? null : inside.substring(bar + 1).strip());
  }

  /**
   * Returns the text for one person.
   *
   * @param address what <code>{{email}}</code> stands for
   * @param attributes an object, or {@code null} for no attributes
   * @throws InvalidMailTextException if the person lacks an attribute that has no alternative, or
   *     the text gets longer than {@link #MAX_RENDERED}
   */
  public String render(String address, @Nullable JsonNode attributes) {
    StringBuilder text = new StringBuilder();
    for (Part part : parts) {
      text.append(part.isAttribute() ? value(part, address, attributes) : part.text());
      if (text.length() > MAX_RENDERED) {
        throw tooLong("mail", MAX_RENDERED);
      }
    }
    return text.toString();
  }

  /**
   * Returns the text for one person as a subject: whatever an attribute holds, it is one line,
   * since a line break would begin another header of the mail.
   *
   * @param address what <code>{{email}}</code> stands for
   * @param attributes an object, or {@code null} for no attributes
   * @throws InvalidMailTextException if the person lacks an attribute that has no alternative, or
   *     the line gets longer than {@link #MAX_SUBJECT}: cut off in the middle it would not be what
   *     was meant to be sent
   */
  public String renderSubject(String address, @Nullable JsonNode attributes) {
    String line = LINE_BREAKS.matcher(render(address, attributes)).replaceAll(" ").strip();
    if (line.length() > MAX_SUBJECT) {
      throw tooLong("subject", MAX_SUBJECT);
    }
    return line;
  }

  private static InvalidMailTextException tooLong(String what, int max) {
    return new InvalidMailTextException(
        "With this person's attributes the %s is longer than %,d characters".formatted(what, max));
  }

  private static String value(Part part, String address, @Nullable JsonNode attributes) {
    JsonNode value = attributes == null ? null : attribute(part.text(), attributes);
    if (value != null && !value.isNull()) {
      String text = value.isValueNode() ? value.asString() : value.toString();
      if (!text.isEmpty()) {
        return text;
      }
    }
    if (part.text().equals("email")) {
      return address;
    }
    if (part.otherwise() == null) {
      throw new InvalidMailTextException(
          "There is no attribute %s; give it, or write {{%s|something else}}"
              .formatted(part.text(), part.text()));
    }
    return part.otherwise();
  }

  /** Lists come with {@code Name} at the head of a column as often as with {@code name}. */
  private static @Nullable JsonNode attribute(String name, JsonNode attributes) {
    JsonNode exact = attributes.get(name);
    if (exact != null) {
      return exact;
    }
    return attributes.properties().stream()
        .filter(each -> each.getKey().equalsIgnoreCase(name))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse(null);
  }
}
