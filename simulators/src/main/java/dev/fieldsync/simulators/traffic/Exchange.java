package dev.fieldsync.simulators.traffic;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** One open request; ended once, by an answer or by a closed connection. */
record Exchange(Request request, Response response, Callback callback) {

  void whenEnded(Runnable task) {
    Request.addCompletionListener(request, error -> task.run());
  }

  void answer(Answer answer) {
    response.setStatus(answer.status());
    answer.headers().forEach((name, value) -> response.getHeaders().put(name, value));
    if (!answer.body().isEmpty()) {
      response.getHeaders().put("Content-Type", "application/json");
    }
    byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
    response.write(true, ByteBuffer.wrap(body), callback);
  }

  /** Closes the connection instead of answering; what is written to it then goes nowhere. */
  void drop() {
    request.getConnectionMetaData().getConnection().getEndPoint().close();
    response.write(true, ByteBuffer.allocate(0), callback);
  }
}
