package dev.fieldsync.campaignworker.provider.sentiment;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Adds up what the words of a text are worth, by the rules of VADER: C. J. Hutto and E. Gilbert,
 * "VADER: A Parsimonious Rule-based Model for Sentiment Analysis of Social Media Text", ICWSM 2014.
 * The constants are the paper's. Ours: phrases count as one word, whose own "not" negates nothing
 * after it, and nothing is negated or strengthened across a punctuation mark. Thread-safe.
 */
final class Polarity {

  private static final double BOOST = 0.293;
  private static final double LOUDNESS = 0.733;
  private static final double NEGATION = -0.74;
  private static final double EXCLAMATION = 0.292;
  private static final double ALPHA = 15;
  private static final int REACH = 3;

  private static final Set<String> NEGATIONS =
      Set.of(
          "not", "never", "without", "cannot", "nothing", "nobody", "none", "neither", "nor",
          "hardly", "rarely", "cant", "dont", "wont", "isnt", "didnt", "no");

  private static final Set<String> BOOSTERS =
      Set.of(
          "absolutely",
          "completely",
          "especially",
          "exactly",
          "extremely",
          "fully",
          "highly",
          "incredibly",
          "more",
          "most",
          "really",
          "so",
          "too",
          "totally",
          "truly",
          "very");

  private static final Set<String> DAMPENERS =
      Set.of("almost", "barely", "kinda", "less", "partly", "slightly", "somewhat", "sort");

  private final Lexicon lexicon;

  Polarity(Lexicon lexicon) {
    this.lexicon = lexicon;
  }

  /** Returns -1 to 1; 0 for a text that a machine wrote. */
  double of(String text) {
    List<Word> words = Word.of(text, lexicon);
    boolean allLoud = words.stream().allMatch(Word::loud);
    int but = lastBut(words);
    double sum = 0;
    int phraseEnd = 0;
    for (int i = 0; i < words.size(); ) {
      Optional<Lexicon.Phrase> phrase = lexicon.phraseAt(words, i);
      if (phrase.isPresent() && phrase.get().isAutomatic()) {
        return 0;
      }
      double valence =
          phrase.map(Lexicon.Phrase::valence).orElse(lexicon.valence(words.get(i).text()));
      double worth = inContext(words, phraseEnd, i, valence, allLoud);
      sum += but < 0 ? worth : worth * (i < but ? 0.5 : 1.5);
      i += phrase.map(found -> found.words().size()).orElse(1);
      phraseEnd = phrase.isPresent() ? i : phraseEnd;
    }
    sum += Math.signum(sum) * Math.min(4, count(text, '!')) * EXCLAMATION;
    return sum / Math.sqrt(sum * sum + ALPHA);
  }

  private static double inContext(
      List<Word> words, int from, int at, double valence, boolean allLoud) {
    if (valence == 0) {
      return 0;
    }
    double worth = valence;
    double sign = Math.signum(valence);
    if (words.get(at).loud() && !allLoud) {
      worth += sign * LOUDNESS;
    }
    for (int back = 1; back <= REACH && at - back >= from; back++) {
      Word before = words.get(at - back);
      if (before.endsClause()) {
        break;
      }
      double fading = 1 - 0.05 * (back - 1);
      if (BOOSTERS.contains(before.text())) {
        worth += sign * BOOST * fading;
      } else if (DAMPENERS.contains(before.text())) {
        worth -= sign * BOOST * fading;
      } else if (isNegation(before.text())) {
        worth *= NEGATION;
      }
    }
    return worth;
  }

  private static boolean isNegation(String word) {
    return NEGATIONS.contains(word) || word.endsWith("n't");
  }

  private static int lastBut(List<Word> words) {
    for (int i = words.size() - 1; i > 0; i--) {
      if (words.get(i).text().equals("but")) {
        return i;
      }
    }
    return -1;
  }

  private static long count(String text, char mark) {
    return text.chars().filter(c -> c == mark).count();
  }
}
