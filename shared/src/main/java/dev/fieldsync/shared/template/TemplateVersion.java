package dev.fieldsync.shared.template;

import dev.fieldsync.shared.json.Json;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A version of a template, written {@code <n>-<8 hex>}: {@code n} grows by one per applied change,
 * the hex part is a digest of the version before, the update id and the change, so that two
 * histories that differ anywhere end in different versions.
 *
 * @param number how many changes have been applied, from 1
 * @param digest eight lower-case hex digits
 */
public record TemplateVersion(long number, String digest) {

  private static final Pattern FORM = Pattern.compile("([1-9][0-9]{0,17})-([0-9a-f]{8})");

  /**
   * Reads a version of ours; any other text, such as a legacy {@code 1.0.0}, is empty.
   *
   * @param text the stored version, may be {@code null} in rows that others wrote
   */
  public static Optional<TemplateVersion> parse(@Nullable String text) {
    if (text == null) {
      return Optional.empty();
    }
    Matcher form = FORM.matcher(text);
    return form.matches()
        ? Optional.of(new TemplateVersion(Long.parseLong(form.group(1)), form.group(2)))
        : Optional.empty();
  }

  /** Returns the number of a version of ours, 0 for any other text and for none. */
  public static long numberOf(@Nullable String text) {
    return parse(text).map(TemplateVersion::number).orElse(0L);
  }

  /**
   * Names the version that a change leads to.
   *
   * @param number the number of the new version
   * @param previous the version before as it is stored, {@code null} for a new template
   * @param updateId the update that makes the change
   * @param changeDigest the digest of the change
   */
  public static TemplateVersion after(
      long number, @Nullable String previous, UUID updateId, String changeDigest) {
    String chain = (previous == null ? "" : previous) + "\n" + updateId + "\n" + changeDigest;
    return new TemplateVersion(number, Json.sha256(chain).substring(0, 8));
  }

  @Override
  public String toString() {
    return number + "-" + digest;
  }
}
