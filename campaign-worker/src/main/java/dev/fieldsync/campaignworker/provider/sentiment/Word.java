package dev.fieldsync.campaignworker.provider.sentiment;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A word of a reply.
 *
 * @param text in lower case, without the marks around it; an emoticon as it is
 * @param loud in capitals
 * @param endsClause whether a mark follows that ends a sentence or a part of one
 */
record Word(String text, boolean loud, boolean endsClause) {

  private static final Pattern SPACE = Pattern.compile("\\s+");
  private static final Pattern MARKS = Pattern.compile("^[^\\p{L}\\p{N}]+|[^\\p{L}\\p{N}]+$");
  private static final Pattern CLAUSE_END = Pattern.compile(".*[.!?;,:][)\"']*");

  static List<Word> of(String text, Lexicon lexicon) {
    List<Word> words = new ArrayList<>();
    for (String token : SPACE.split(text.replace('’', '\'').strip(), -1)) {
      boolean ends = CLAUSE_END.matcher(token).matches();
      String bare = MARKS.matcher(token).replaceAll("");
      if (bare.isEmpty()) {
        if (lexicon.knows(token)) {
          words.add(new Word(token, false, ends));
        }
      } else {
        words.add(new Word(bare.toLowerCase(Locale.ROOT), isLoud(bare), ends));
      }
    }
    return words;
  }

  private static boolean isLoud(String bare) {
    return bare.length() > 1
        && bare.chars().anyMatch(Character::isLetter)
        && bare.equals(bare.toUpperCase(Locale.ROOT));
  }
}
