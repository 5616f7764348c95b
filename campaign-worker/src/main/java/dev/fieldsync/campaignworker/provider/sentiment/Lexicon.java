package dev.fieldsync.campaignworker.provider.sentiment;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What words are worth, -4 to 4: the VADER lexicon, and before it the phrases that replies to
 * campaigns use. Immutable.
 */
final class Lexicon {

  private static final String VADER = "/vader_sentiment_lexicon.txt";
  private static final String PHRASES = "reply-phrases.tsv";
  private static final String AUTOMATIC = "automatic";

  private final Map<String, Double> words = new HashMap<>();
  private final Map<String, List<Phrase>> phrasesByFirstWord = new HashMap<>();

  /** A phrase and its worth; NaN for one that machines write. */
  record Phrase(List<String> words, double valence) {

    boolean isAutomatic() {
      return Double.isNaN(valence);
    }

    private boolean isAt(List<Word> text, int position) {
      if (position + words.size() > text.size()) {
        return false;
      }
      for (int i = 0; i < words.size(); i++) {
        if (!text.get(position + i).text().equals(words.get(i))) {
          return false;
        }
      }
      return true;
    }
  }

  private Lexicon() {}

  /**
   * Reads both lists, about 7,600 entries.
   *
   * @throws IllegalStateException when one is not on the class path
   */
  static Lexicon load() {
    Lexicon lexicon = new Lexicon();
    read(VADER, lines -> lines.forEach(lexicon::addVaderLine));
    read(PHRASES, lines -> lines.filter(line -> !line.startsWith("#")).forEach(lexicon::addPhrase));
    return lexicon;
  }

  boolean knows(String word) {
    return words.containsKey(word);
  }

  /** Returns what a word is worth by itself, 0 when nobody knows. */
  double valence(String word) {
    return words.getOrDefault(word, 0.0);
  }

  /** Returns the longest phrase that begins at a word. */
  Optional<Phrase> phraseAt(List<Word> text, int position) {
    return phrasesByFirstWord.getOrDefault(text.get(position).text(), List.of()).stream()
        .filter(phrase -> phrase.isAt(text, position))
        .findFirst();
  }

  private void addVaderLine(String line) {
    String[] columns = line.split("\t", 3);
    words.put(columns[0], Double.valueOf(columns[1]));
  }

  private void addPhrase(String line) {
    String[] columns = line.split("\t", 2);
    double valence = columns[0].equals(AUTOMATIC) ? Double.NaN : Double.parseDouble(columns[0]);
    Phrase phrase = new Phrase(List.of(columns[1].split(" ", -1)), valence);
    List<Phrase> phrases =
        phrasesByFirstWord.computeIfAbsent(phrase.words().get(0), first -> new ArrayList<>());
    phrases.add(phrase);
    phrases.sort((one, other) -> other.words().size() - one.words().size());
  }

  private interface Lines {
    void take(Stream<String> lines);
  }

  private static void read(String resource, Lines lines) {
    try (InputStream stream = Lexicon.class.getResourceAsStream(resource)) {
      if (stream == null) {
        throw new IllegalStateException(resource + " is not on the class path");
      }
      lines.take(new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8)).lines());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
