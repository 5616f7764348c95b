package dev.fieldsync.gateway.page;

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
      String css = new String(file.readAllBytes(), StandardCharsets.UTF_8);
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
    "text, page card sunk plain-back accent-back good-back bad-back",
    "muted, page card sunk plain-back accent-back",
    "accent, page card sunk accent-back",
    "accent-text, accent accent-strong",
    "good, card sunk good-back",
    "info, page card sunk info-back",
    "warns, card sunk warns-back",
    "bad, page card sunk bad-back",
    "card, bad"
  })
  void textCanBeReadOnEveryGroundItStandsOn(String text, String grounds) {
    assertContrast(text, grounds, TEXT);
  }

  @ParameterizedTest
  @CsvSource({"field-line, page card", "accent, page card", "good, card", "warns, card"})
  void controlsAndMarksStandOut(String line, String grounds) {
    assertContrast(line, grounds, CONTROLS);
  }

  private static void assertContrast(String colour, String grounds, double least) {
    assertThat(SCHEMES).hasSize(2);
    for (Map<String, String> scheme : SCHEMES) {
      for (String ground : grounds.split(" ")) {
        assertThat(contrast(scheme.get(colour), scheme.get(ground)))
            .as("%s on %s", colour, ground)
            .isGreaterThanOrEqualTo(least);
      }
    }
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
