package dev.fieldsync.campaigns.workflow;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.commons.text.similarity.DamerauLevenshteinDistance;

/**
 * Names that mean something at one place, and which of them somebody had in mind who wrote another
 * one: the nearest by letters that are added, missing, wrong or swapped (Damerau-Levenshtein),
 * whatever the case, hyphens and underscores, if it is one letter in three at the most. Immutable.
 */
public final class KnownNames {

  /** Nobody misspells a longer one. */
  private static final int MAX_NAME = 100;

  private final List<String> names;

  private KnownNames(List<String> names) {
    this.names = names;
  }

  /** Returns names, to be listed in their order. */
  public static KnownNames of(Collection<String> names) {
    return new KnownNames(List.copyOf(names));
  }

  /** Returns whether this is one of them. */
  public boolean has(String name) {
    return names.contains(name);
  }

  /** Returns what to tell who wrote a name that is none of them; without a full stop. */
  public String unknown(String given) {
    return "is not known here; there are " + listed() + hint(given);
  }

  /** Returns the names, separated by commas. */
  public String listed() {
    return String.join(", ", names);
  }

  /** Returns an end for a sentence about an unknown name; empty when none of them is near. */
  public String hint(String given) {
    return meant(given).map(name -> ". Probably meant: " + name).orElse("");
  }

  private Optional<String> meant(String given) {
    if (given.length() > MAX_NAME) {
      return Optional.empty();
    }
    String plain = plain(given);
    int most = Math.max(1, plain.length() / 3);
    DamerauLevenshteinDistance distance = new DamerauLevenshteinDistance(most);
    return names.stream()
        .map(name -> new Near(name, distance.apply(plain, plain(name))))
        .filter(near -> near.edits() >= 0)
        .min(Comparator.comparingInt(Near::edits))
        .map(Near::name);
  }

  /**
   * A name.
   *
   * @param edits how far it is away, negative for too far
   */
  private record Near(String name, int edits) {}

  private static String plain(String name) {
    return name.toLowerCase(Locale.ROOT).replace("-", "").replace("_", "");
  }
}
