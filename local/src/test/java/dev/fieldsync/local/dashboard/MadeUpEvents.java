package dev.fieldsync.local.dashboard;

/**
 * A stream of events that the page is given instead of the gateway's, so that what the page does
 * with many events can be measured on a machine whose gateway could not bring as many.
 */
final class MadeUpEvents {

  private static final String SCRIPT =
      """
      {
        const perSecond = %d;
        const template = { templateId: "%s", actor: "User B" };
        const real = window.fetch;
        const frame = (event) =>
          `event: ${event.type}\\ndata: ${JSON.stringify({ ...event, ...template, at: new Date().toISOString() })}\\n\\n`;
        const life = (number) => {
          const updateId = crypto.randomUUID();
          const version = `${number}-00000000`;
          return [
            { type: "accepted", updateId },
            { type: "queued", updateId },
            { type: "started", updateId },
            { type: "attempt", updateId, attempt: 1, delayMs: 0, outcome: "applied" },
            { type: "applied", updateId, version, attempt: 1, changedPaths: ["/name"], conflicts: [] },
            { type: "invalidated", updateId, version },
            { type: "acknowledged", updateId, version, node: "north" },
          ].map(frame).join("");
        };
        const stream = () => {
          const encoder = new TextEncoder();
          const begun = performance.now();
          let made = 0;
          return new ReadableStream({
            start: (out) =>
              void setInterval(() => {
                let text = ": \\n\\n";
                for (; made < ((performance.now() - begun) / 1000) * perSecond; made++) {
                  text += life(made);
                }
                out.enqueue(encoder.encode(text));
              }, 20),
          });
        };
        window.fetch = (path, request) =>
          path === "/api/events" ? Promise.resolve(new Response(stream())) : real(path, request);
      }
      """;

  private MadeUpEvents() {}

  /** The script that begins a page with the events of so many updates a second. */
  static String script(int updatesPerSecond, String templateId) {
    return SCRIPT.formatted(updatesPerSecond, templateId);
  }
}
