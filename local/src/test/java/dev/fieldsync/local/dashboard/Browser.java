package dev.fieldsync.local.dashboard;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
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

  private final Playwright playwright;
  private final com.microsoft.playwright.Browser chromium;

  private Browser(Path executable) {
    playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    chromium =
        playwright
            .chromium()
            .launch(
                new BrowserType.LaunchOptions()
                    .setExecutablePath(executable)
                    .setArgs(List.of("--no-sandbox")));
  }

  /** Starts it, or skips the tests when there is none. */
  static Browser start() {
    Optional<Path> executable =
        Stream.concat(Stream.ofNullable(System.getenv("FIELDSYNC_TEST_CHROMIUM")), PLACES.stream())
            .map(Path::of)
            .filter(Files::isExecutable)
            .findFirst();
    assumeTrue(
        executable.isPresent(),
        "Skipped: there is no Chromium on this machine; install Debian's package chromium, or name"
            + " one with FIELDSYNC_TEST_CHROMIUM");
    return new Browser(executable.orElseThrow());
  }

  /** Opens the page in a window that shares nothing with others; the person has this name. */
  Window open(int port, String person, String hash, int width) {
    BrowserContext context =
        chromium.newContext(new NewContextOptions().setViewportSize(width, HEIGHT));
    context.addInitScript(
        "sessionStorage.getItem('fieldsync.actor') ?? sessionStorage.setItem('fieldsync.actor', '%s')"
            .formatted(person));
    return new Window(context.newPage(), "http://127.0.0.1:" + port + "/" + hash);
  }

  @Override
  public void close() {
    chromium.close();
    playwright.close();
  }
}
