package dev.fieldsync.updateworker.deadletter;

import dev.fieldsync.shared.json.Json;
import java.nio.charset.StandardCharsets;
import java.sql.Types;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.support.TransactionTemplate;

/** Writes {@code fieldsync.dead_letter}. Thread-safe. */
@Repository
class DeadLetterTable {

  private static final String ADD =
      """
      insert into fieldsync.dead_letter
             (id, origin_topic, origin_partition, origin_offset, origin_timestamp, kind, reason,
              exception_class, record_key, record_value, record_headers, organization_id,
              template_id, update_id, actor, replay_of)
      values (:id, :topic, :partition, :offset, :timestamp, :kind, :reason,
              :exceptionClass, :key, :value, :headers::json, :organizationId,
              :templateId::uuid, :updateId::uuid, :actor, :replayOf::uuid)
          on conflict do nothing
      """;

  private final JdbcClient jdbc;
  private final TransactionTemplate transaction;

  DeadLetterTable(JdbcClient jdbc, TransactionTemplate transaction) {
    this.jdbc = jdbc;
    this.transaction = transaction;
  }

  /** Keeps dead letters and returns those that were not there yet. */
  List<DeadLetter> add(List<DeadLetter> letters) {
    return transaction.execute(status -> letters.stream().filter(this::add).toList());
  }

  private boolean add(DeadLetter letter) {
    return jdbc.sql(ADD)
            .param("id", letter.id())
            .param("topic", letter.origin().topic())
            .param("partition", letter.origin().partition())
            .param("offset", letter.origin().offset())
            .param("timestamp", letter.origin().timestamp())
            .param("kind", letter.kind().code())
            .param("reason", letter.reason())
            .param("exceptionClass", letter.exceptionClass())
            .param("key", utf8(letter.record().key()), Types.BINARY)
            .param("value", letter.record().value(), Types.BINARY)
            .param("headers", json(letter.record().headers()))
            .param("organizationId", letter.parts().organizationId())
            .param("templateId", letter.parts().templateId())
            .param("updateId", letter.parts().updateId())
            .param("actor", letter.parts().actor())
            .param("replayOf", letter.replayOf())
            .update()
        == 1;
  }

  private static byte @Nullable [] utf8(@Nullable String text) {
    return text == null ? null : text.getBytes(StandardCharsets.UTF_8);
  }

  private static String json(Headers headers) {
    List<Map<String, @Nullable String>> list = new ArrayList<>();
    for (Header header : headers) {
      Map<String, @Nullable String> entry = new LinkedHashMap<>();
      entry.put("name", header.key());
      entry.put(
          "value",
          header.value() == null ? null : Base64.getEncoder().encodeToString(header.value()));
      list.add(entry);
    }
    return Json.mapper().writeValueAsString(list);
  }
}
