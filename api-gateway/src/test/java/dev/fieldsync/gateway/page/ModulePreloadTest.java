package dev.fieldsync.gateway.page;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The page names all modules that it begins with, so that the browser asks for them at once. */
class ModulePreloadTest {

  private static final String MAIN = "/app/main.js";
  private static final Pattern PRELOAD =
      Pattern.compile("<link rel=\"modulepreload\" href=\"([^\"]+)\"");

  /** What is imported by a call is loaded when it is needed. */
  private static final Pattern IMPORT = Pattern.compile("(?:from|import)\\s*\"([./][^\"]+)\"");

  @Test
  void thePageNamesTheModulesOfTheFrameAndNoOthers() {
    List<String> preloaded = matches(PRELOAD, read("/static/index.html"));

    Set<String> needed = neededBy(MAIN);
    needed.remove(MAIN);
    assertThat(preloaded).containsExactlyInAnyOrderElementsOf(needed);
  }

  private static Set<String> neededBy(String module) {
    Set<String> found = new LinkedHashSet<>();
    Deque<String> next = new ArrayDeque<>(List.of(module));
    while (!next.isEmpty()) {
      String path = next.remove();
      if (found.add(path)) {
        String folder = path.startsWith("/webjars/") ? "/META-INF/resources" : "/static";
        matches(IMPORT, read(folder + path))
            .forEach(imported -> next.add(URI.create(path).resolve(imported).getPath()));
      }
    }
    return found;
  }

  private static List<String> matches(Pattern pattern, String text) {
    return pattern.matcher(text).results().map((MatchResult each) -> each.group(1)).toList();
  }

  private static String read(String resource) {
    try (InputStream file = ModulePreloadTest.class.getResourceAsStream(resource)) {
      return new String(requireNonNull(file, resource).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
