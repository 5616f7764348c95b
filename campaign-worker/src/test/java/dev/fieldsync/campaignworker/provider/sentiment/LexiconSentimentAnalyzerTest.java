package dev.fieldsync.campaignworker.provider.sentiment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LexiconSentimentAnalyzerTest {

  private final LexiconSentimentAnalyzer analyzer = new LexiconSentimentAnalyzer();

  private record Labelled(Sentiment.Label label, String reply) {}

  @Test
  void nine_of_ten_labelled_replies_are_understood_and_no_refusal_is_taken_for_a_yes()
      throws IOException {
    List<Labelled> replies = labelled();

    List<Labelled> wrong = replies.stream().filter(it -> label(it.reply()) != it.label()).toList();

    double accuracy = 1 - (double) wrong.size() / replies.size();
    System.out.printf(
        Locale.ROOT, "Sentiment: %.1f %% of %d replies%n", accuracy * 100, replies.size());
    wrong.forEach(
        it -> System.out.printf("  %s, not %s: %s%n", label(it.reply()), it.label(), it.reply()));
    assertThat(replies).hasSizeGreaterThanOrEqualTo(60);
    assertThat(accuracy).isGreaterThanOrEqualTo(0.9);
    assertThat(wrong)
        .noneMatch(
            it ->
                it.label() == Sentiment.Label.NEGATIVE
                    && label(it.reply()) == Sentiment.Label.POSITIVE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "   ", "> all quoted", "12345", "\u0000", "?!", "Bitte rufen Sie mich an"})
  void what_says_nothing_is_neutral(String reply) {
    assertThat(label(reply)).isEqualTo(Sentiment.Label.NEUTRAL);
  }

  @Test
  void a_very_long_reply_is_read_as_far_as_it_matters() {
    Sentiment sentiment = analyzer.analyze("yes ".repeat(1_000_000));

    assertThat(sentiment.label()).isEqualTo(Sentiment.Label.POSITIVE);
    assertThat(sentiment.score()).isLessThanOrEqualTo(1);
  }

  private Sentiment.Label label(String reply) {
    return analyzer.analyze(reply).label();
  }

  private static List<Labelled> labelled() throws IOException {
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                LexiconSentimentAnalyzerTest.class.getResourceAsStream("replies.tsv"),
                StandardCharsets.UTF_8))) {
      return reader
          .lines()
          .filter(line -> !line.startsWith("#"))
          .map(line -> line.split("\t", 2))
          .map(
              columns ->
                  new Labelled(
                      Sentiment.Label.valueOf(columns[0].toUpperCase(Locale.ROOT)),
                      columns[1].replace("\\n", "\n")))
          .toList();
    }
  }
}
