package dev.fieldsync.campaigns.mail;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A text with places for what differs from person to person: <code>{{name}}</code> stands for the
 * attribute of that name, <code>{{name|customer}}</code> too, or for what follows the bar when
 * there is no such attribute or it is empty, and <code>{{email}}</code> for the address. Immutable.
 */
public final class MailText {

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
   * @throws InvalidMailTextException if the person lacks an attribute that has no alternative
   */
  public String render(String address, @Nullable JsonNode attributes) {
    StringBuilder text = new StringBuilder();
    for (Part part : parts) {
      text.append(part.isAttribute() ? value(part, address, attributes) : part.text());
    }
    return text.toString();
  }

  /**
   * Returns the text for one person as one line, such as a subject: whatever an attribute holds, a
   * line break in it would begin another header of the mail.
   *
   * @param address what <code>{{email}}</code> stands for
   * @param attributes an object, or {@code null} for no attributes
   * @throws InvalidMailTextException if the person lacks an attribute that has no alternative
   */
  public String renderLine(String address, @Nullable JsonNode attributes) {
    return LINE_BREAKS.matcher(render(address, attributes)).replaceAll(" ").strip();
  }

  private static String value(Part part, String address, @Nullable JsonNode attributes) {
    JsonNode value = attributes == null ? null : attributes.get(part.text());
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
}
