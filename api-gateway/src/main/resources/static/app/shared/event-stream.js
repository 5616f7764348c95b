/**
 * Reads server-sent events from the body of a response; unlike the browser's `EventSource` it can
 * come with a token.
 * @param {ReadableStream<Uint8Array>} body
 * @yields {{id?: string, event: string, data: string}} frames; without data only the id counts
 */
export async function* frames(body) {
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = "";
  try {
    for (;;) {
      const { value, done } = await reader.read();
      if (done) {
        return;
      }
      const parts = (rest + value).replace(/\r\n?/g, "\n").split("\n\n");
      rest = parts.pop();
      for (const part of parts) {
        yield frame(part);
      }
    }
  } finally {
    reader.cancel().catch(() => undefined);
  }
}

function frame(text) {
  const result = { event: "message", data: "" };
  for (const line of text.split("\n")) {
    const colon = line.indexOf(":");
    const name = colon < 0 ? line : line.slice(0, colon);
    const value = colon < 0 ? "" : line.slice(colon + 1).replace(/^ /, "");
    if (name === "data") {
      result.data += result.data ? "\n" + value : value;
    } else if (name === "id" || name === "event") {
      result[name] = value;
    }
  }
  return result;
}
