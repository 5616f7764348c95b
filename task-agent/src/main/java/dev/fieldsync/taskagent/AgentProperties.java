package dev.fieldsync.taskagent;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the agent, {@code fieldsync.agent}; all need a restart.
 *
 * @param database the SQLite file; made when it is not there; default {@code tasks.db}
 * @param server the gateway; default {@code http://127.0.0.1:8080}
 * @param token the person's token for the gateway, {@code FIELDSYNC_AGENT_TOKEN}; not needed by
 *     {@code local}
 * @param actor the person, for a gateway that needs no token
 * @param syncBatchSize operations sent at once, {@code SYNC_BATCH_SIZE}, 1 to 500; default 50
 * @param syncInterval other devices' changes are fetched this often; default 30 s
 * @param probeInterval a server that is away is looked for this often; default 5 s
 * @param retryDelay an operation that the server could not take is tried again after this, then
 *     after twice this; default 2 s
 * @param requestTimeout the server's answer is waited for this long; default 20 s
 */
@ConfigurationProperties("fieldsync.agent")
public record AgentProperties(
    @DefaultValue("tasks.db") Path database,
    @DefaultValue("http://127.0.0.1:8080") URI server,
    @Nullable String token,
    @Nullable String actor,
    @DefaultValue("50") int syncBatchSize,
    @DefaultValue("30s") Duration syncInterval,
    @DefaultValue("5s") Duration probeInterval,
    @DefaultValue("2s") Duration retryDelay,
    @DefaultValue("20s") Duration requestTimeout) {

  private static final int MAX_BATCH_SIZE = 500;

  /** Checks what would fail later. */
  public AgentProperties {
    if (syncBatchSize < 1 || syncBatchSize > MAX_BATCH_SIZE) {
      throw new IllegalArgumentException("SYNC_BATCH_SIZE must be from 1 to " + MAX_BATCH_SIZE);
    }
  }
}
