package dev.fieldsync.scenarios.load;

import dev.fieldsync.scenarios.http.Answer;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** What clients do. Called by one thread at a time. */
public interface Work {

  /**
   * Returns the next request of a client.
   *
   * @param client from 0
   * @return {@code null} when this client is done
   */
  @Nullable ByteBuffer next(int client);

  /**
   * Checks the answer to a client's last request.
   *
   * @return {@code null} when it is right; else what is wrong, in a few words that are the same for
   *     the same fault, such as {@code 409}
   */
  @Nullable String fault(int client, Answer answer);
}
