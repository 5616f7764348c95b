package dev.fieldsync.local.dashboard;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ReducedMotion;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The Chromium of this machine. */
final class Browser implements AutoCloseable {

  private static final List<String> PLACES =
      List.of("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome");
  private static final int HEIGHT = 900;

  /** What a window remembers of its person: a name, or a token. */
  static final String ACTOR = "fieldsync.actor";

  static final String TOKEN = "fieldsync.token";

  /** Drawing in software costs less without the process that would do it for a graphics card. */
  private static final List<String> FLAGS =
      List.of("--no-sandbox", "--disable-gpu", "--disable-software-rasterizer");

  private static final String MISSING =
      "Tests of the dashboard are skipped: there is no Chromium on this machine. Install Debian's"
          + " package chromium, or name one with FIELDSYNC_TEST_CHROMIUM.";
  private static final PrintStream LOG = System.out;

  private final Playwright playwright;
  private final com.microsoft.playwright.Browser chromium;

  private Browser(Path executable) {
    playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    chromium =
        playwright
            .chromium()
            .launch(new BrowserType.LaunchOptions().setExecutablePath(executable).setArgs(FLAGS));
  }

  private static Optional<Path> executable() {
    return Stream.concat(
            Stream.ofNullable(System.getenv("FIELDSYNC_TEST_CHROMIUM")), PLACES.stream())
        .map(Path::of)
        .filter(Files::isExecutable)
        .findFirst();
  }

  /** Skips the tests when there is none. */
  static void assumeThereIsOne() {
    if (executable().isEmpty()) {
      LOG.println(MISSING);
    }
    assumeTrue(executable().isPresent(), MISSING);
  }

  /** Starts it. */
  static Browser start() {
    return new Browser(executable().orElseThrow());
  }

  /** Opens the page in a window that shares nothing with others and remembers one thing. */
  Window open(int port, String remembered, String value, String hash, int width) {
    BrowserContext context =
        chromium.newContext(
            new NewContextOptions()
                .setViewportSize(width, HEIGHT)
                .setReducedMotion(ReducedMotion.REDUCE));
    context.addInitScript(
        "sessionStorage.getItem('%1$s') ?? sessionStorage.setItem('%1$s', '%2$s')"
            .formatted(remembered, value));
    return new Window(context.newPage(), "http://127.0.0.1:" + port + "/" + hash);
  }

  @Override
  public void close() {
    chromium.close();
    playwright.close();
  }
}
