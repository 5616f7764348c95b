package dev.fieldsync.scenarios.http;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Requests as they go over the wire. */
public final class Requests {

  private static final String HOST = " HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: application/json\r\n";

  private Requests() {}

  /** Returns a GET request, ready to be written. */
  public static ByteBuffer get(String path) {
    return get(path, "");
  }

  /**
   * Returns a GET request with more headers, ready to be written.
   *
   * @param headers each a line with its end
   */
  public static ByteBuffer get(String path, String headers) {
    return bytes("GET " + path + HOST + headers + "\r\n");
  }

  /**
   * Returns a request with a JSON body, ready to be written.
   *
   * @param method such as {@code PATCH}
   * @param json the body
   */
  public static ByteBuffer json(String method, String path, String json) {
    return json(method, path, "", json);
  }

  /**
   * Returns a request with a JSON body and more headers, ready to be written.
   *
   * @param method such as {@code PATCH}
   * @param headers each a line with its end
   * @param json the body
   */
  public static ByteBuffer json(String method, String path, String headers, String json) {
    byte[] body = json.getBytes(StandardCharsets.UTF_8);
    byte[] head =
        (method
                + ' '
                + path
                + HOST
                + headers
                + "Content-Type: application/json\r\nContent-Length: "
                + body.length
                + "\r\n\r\n")
            .getBytes(StandardCharsets.ISO_8859_1);
    return ByteBuffer.allocate(head.length + body.length).put(head).put(body).flip();
  }

  private static ByteBuffer bytes(String text) {
    return ByteBuffer.wrap(text.getBytes(StandardCharsets.ISO_8859_1));
  }
}
