package dev.fieldsync.gateway.page;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The page's colours can be told apart, as WCAG 2.2 (1.4.3 and 1.4.11) wants it. */
class ContrastTest {

  private static final double TEXT = 4.5;
  private static final double CONTROLS = 3;

  /** Of the light scheme and of the dark one, in this order: colours by name. */
  private static final List<Map<String, String>> SCHEMES = schemes();

  private static List<Map<String, String>> schemes() {
    try (InputStream file = ContrastTest.class.getResourceAsStream("/static/css/tokens.css")) {
      String css = new String(requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8);
      return Pattern.compile(":root \\{(.*?)}", Pattern.DOTALL)
          .matcher(css)
          .results()
          .map(scheme -> colours(scheme.group(1)))
          .toList();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Map<String, String> colours(String scheme) {
    return Pattern.compile("--([a-z-]+): #([0-9a-f]{6});")
        .matcher(scheme)
        .results()
        .collect(Collectors.toMap((MatchResult each) -> each.group(1), each -> each.group(2)));
  }

  @ParameterizedTest
  @CsvSource({
    "text, page",
    "text, card",
    "text, sunk",
    "text, plain-back",
    "text, accent-back",
    "text, good-back",
    "text, bad-back",
    "muted, page",
    "muted, card",
    "muted, sunk",
    "muted, plain-back",
    "muted, accent-back",
    "accent, page",
    "accent, card",
    "accent, sunk",
    "accent, accent-back",
    "accent-text, accent",
    "accent-text, accent-strong",
    "good, card",
    "good, sunk",
    "good, good-back",
    "info, page",
    "info, card",
    "info, sunk",
    "info, info-back",
    "warns, card",
    "warns, sunk",
    "warns, warns-back",
    "bad, page",
    "bad, card",
    "bad, sunk",
    "bad, bad-back",
    "card, bad"
  })
  void textCanBeReadOnEveryGroundItStandsOn(String text, String ground) {
    assertContrast(text, ground, TEXT);
  }

  @ParameterizedTest
  @CsvSource({
    "field-line, page",
    "field-line, card",
    "accent, page",
    "accent, card",
    "good, card",
    "warns, card"
  })
  void controlsAndMarksStandOut(String line, String ground) {
    assertContrast(line, ground, CONTROLS);
  }

  private static void assertContrast(String colour, String ground, double least) {
    assertThat(SCHEMES)
        .hasSize(2)
        .allSatisfy(
            scheme -> {
              assertThat(scheme).containsKeys(colour, ground);
              assertThat(contrast(scheme.get(colour), scheme.get(ground)))
                  .as("%s on %s", colour, ground)
                  .isGreaterThanOrEqualTo(least);
            });
  }

  private static double contrast(String one, String other) {
    double lighter = Math.max(luminance(one), luminance(other));
    double darker = Math.min(luminance(one), luminance(other));
    return (lighter + 0.05) / (darker + 0.05);
  }

  /** Relative luminance of a colour in hexadecimal digits, as WCAG 2.2 defines it. */
  private static double luminance(String colour) {
    int rgb = Integer.parseInt(colour, 16);
    return 0.2126 * linear(rgb >> 16) + 0.7152 * linear(rgb >> 8) + 0.0722 * linear(rgb);
  }

  private static double linear(int channel) {
    double share = (channel & 0xff) / 255.0;
    return share <= 0.04045 ? share / 12.92 : Math.pow((share + 0.055) / 1.055, 2.4);
  }
}
