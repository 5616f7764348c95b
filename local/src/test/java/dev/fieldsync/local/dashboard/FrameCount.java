package dev.fieldsync.local.dashboard;

import java.util.Map;

/** Counts the pictures that a page draws, and what keeps it from drawing. */
final class FrameCount {

  private static final String BEGIN =
      """
      () => {
        const count = { frames: 0, longestGap: 0, longestTask: 0, begun: performance.now() };
        new PerformanceObserver((list) =>
          list.getEntries().forEach((task) => (count.longestTask = Math.max(count.longestTask, task.duration))),
        ).observe({ type: "longtask" });
        let last = count.begun;
        const draw = (now) => {
          count.frames++;
          count.longestGap = Math.max(count.longestGap, now - last);
          last = now;
          requestAnimationFrame(draw);
        };
        requestAnimationFrame(draw);
        window.frameCount = count;
      }
      """;
  private static final String END =
      """
      () => ({
        perSecond: window.frameCount.frames / ((performance.now() - window.frameCount.begun) / 1000),
        gap: window.frameCount.longestGap,
        task: window.frameCount.longestTask,
      })
      """;

  private final Window window;

  private FrameCount(Window window) {
    this.window = window;
  }

  static FrameCount begin(Window window) {
    window.page().evaluate(BEGIN);
    return new FrameCount(window);
  }

  /** Waits for so many pictures, and says what was counted meanwhile. */
  String endAfter(int frames) {
    window.page().waitForFunction("most => window.frameCount.frames >= most", frames);
    return end();
  }

  /** What was counted since the beginning, in words. */
  String end() {
    Map<?, ?> count = (Map<?, ?>) window.page().evaluate(END);
    return "%.1f frames/s, longest pause between two %.0f ms, longest task %.0f ms"
        .formatted(number(count, "perSecond"), number(count, "gap"), number(count, "task"));
  }

  private static double number(Map<?, ?> count, String name) {
    return ((Number) count.get(name)).doubleValue();
  }

  /** Until the page and all that it needs at first was loaded, in milliseconds. */
  static double loadedMs(Window window) {
    Object end =
        window
            .page()
            .evaluate(
                "() => Math.max(...performance.getEntriesByType('resource')"
                    + ".filter(each => each.initiatorType !== 'fetch')"
                    + ".map(each => each.responseEnd))");
    return ((Number) end).doubleValue();
  }
}
