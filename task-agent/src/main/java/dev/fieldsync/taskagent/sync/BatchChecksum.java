package dev.fieldsync.taskagent.sync;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The checksum of a batch: the lower-case hex SHA-256 over its items in order, each as {@code
 * id|task_id|operation|created_at|} and its data as canonical JSON, one per line ended by a line
 * feed. Not thread-safe.
 */
final class BatchChecksum {

  private final StringBuilder lines = new StringBuilder();

  /**
   * Adds the next item.
   *
   * @param data as canonical JSON
   */
  void add(String id, String taskId, String operation, String createdAt, String data) {
    lines
        .append(id)
        .append('|')
        .append(taskId)
        .append('|')
        .append(operation)
        .append('|')
        .append(createdAt)
        .append('|')
        .append(data)
        .append('\n');
  }

  String hex() {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of()
          .formatHex(digest.digest(lines.toString().getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }
}
