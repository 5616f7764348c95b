package dev.fieldsync.scenarios.bench.classes;

import dev.fieldsync.scenarios.bench.traffic.Documents;
import dev.fieldsync.shared.json.Json;
import dev.fieldsync.shared.kafka.RecordFormat;
import dev.fieldsync.shared.update.Operation;
import dev.fieldsync.shared.update.UpdateRequest;
import java.time.Instant;
import java.util.UUID;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import tools.jackson.core.JsonParser;

/** A record of {@code template-updates} becomes a request: what a worker does first. */
@State(Scope.Benchmark)
public class RecordReading {

  private final byte[] value =
      RecordFormat.write(
          UpdateRequest.of(
              UUID.fromString("00000000-0000-4000-8000-000000000001"),
              UUID.fromString("00000000-0000-4000-8000-000000000002"),
              "acme",
              "ann@acme.example",
              Operation.MERGE,
              Json.parse(Documents.patch(7, "What the inspector sees here now")),
              UpdateRequest.Against.base("17-0a1b2c3d"),
              Instant.parse("2026-01-01T12:00:00Z")));

  /** As we do: a look at the head, then one pass. */
  @Benchmark
  public UpdateRequest onePass() {
    return RecordFormat.readUpdateRequest(value);
  }

  /** As most do: JSON to a tree, to see what it is, and the tree to the record. */
  @Benchmark
  public UpdateRequest throughTree() {
    return Json.mapper().treeToValue(Json.mapper().readTree(value), UpdateRequest.class);
  }

  /** What the parser takes to see every token. */
  @Benchmark
  public int tokensOnly() {
    int tokens = 0;
    try (JsonParser parser = Json.mapper().createParser(value)) {
      while (parser.nextToken() != null) {
        tokens++;
      }
    }
    return tokens;
  }
}
