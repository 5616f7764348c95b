package dev.fieldsync.local.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;

/** Makes the README's images again: its argument is the folder, {@code docs/images}. */
final class ReadmeImages {

  private static final int WIDTH = 1200;
  private static final int LIVE_HEIGHT = 1120;

  /** PNG to WebP, which is a third as large; the browser can. */
  private static final String TO_WEBP =
      """
      async (png) => {
        const bytes = Uint8Array.from(atob(png), (each) => each.charCodeAt(0));
        const image = await createImageBitmap(new Blob([bytes], { type: "image/png" }));
        const canvas = new OffscreenCanvas(image.width, image.height);
        canvas.getContext("2d").drawImage(image, 0, 0);
        const webp = await canvas.convertToBlob({ type: "image/webp", quality: 0.85 });
        return btoa(String.fromCharCode(...new Uint8Array(await webp.arrayBuffer())));
      }
      """;

  private final RunningSystem system;
  private final Path folder;

  private ReadmeImages(RunningSystem system, Path folder) {
    this.system = system;
    this.folder = folder;
  }

  /** Makes them. */
  public static void main(String[] arguments) throws IOException {
    try (RunningSystem system = new RunningSystem()) {
      new ReadmeImages(system, Files.createDirectories(Path.of(arguments[0]))).make();
    }
    // The servers that all tests of a process share stop with it.
    System.exit(0);
  }

  private void make() throws IOException {
    Window window =
        system
            .browser()
            .open(system.north().port(), Browser.ACTOR, "User A", "#/scenarios", WIDTH)
            .live();
    window.button("Trigger All").click();
    Scenario.await(window, "The Perfect Storm");
    save(window, "scenarios");

    window.page().setViewportSize(WIDTH, LIVE_HEIGHT);
    window.link("watch live").click();
    assertThat(window.find(".resolution")).isVisible();
    window.button("Read as all users").click();
    assertThat(window.find("[data-state=fresh][data-name='User C']")).isVisible();
    assertThat(window.find("[data-fact=hit-rate] dd")).containsText("%");
    assertThat(window.find("[data-name=south]:not([data-state=unknown])")).isVisible();
    save(window, "live");
  }

  private void save(Window window, String name) throws IOException {
    window
        .page()
        .getByRole(AriaRole.MAIN)
        .evaluate("main => { document.activeElement?.blur(); scrollTo(0, 0); }");
    String png = Base64.getEncoder().encodeToString(window.page().screenshot());
    String webp = (String) window.page().evaluate(TO_WEBP, png);
    Files.write(folder.resolve(name + ".webp"), Base64.getDecoder().decode(webp));
  }
}
