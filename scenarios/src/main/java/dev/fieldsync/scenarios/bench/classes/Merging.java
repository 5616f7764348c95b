package dev.fieldsync.scenarios.bench.classes;

import dev.fieldsync.scenarios.bench.traffic.Documents;
import dev.fieldsync.shared.json.Json;
import dev.fieldsync.shared.merge.MergePatch;
import dev.fieldsync.shared.merge.ThreeWayMerge;
import java.util.UUID;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import tools.jackson.databind.JsonNode;

/** A change of one label comes into a template of 6 kB: what a worker does with each request. */
@State(Scope.Benchmark)
public class Merging {

  private static final int BYTES = 6_000;

  private final String text =
      Documents.template(
          UUID.fromString("00000000-0000-4000-8000-000000000003"), "Elevators", BYTES);
  private final JsonNode document = Json.parse(text);
  private final JsonNode patch = Json.parse(Documents.patch(7, "What is seen here"));
  private final JsonNode theirs =
      MergePatch.apply(document, Json.parse(Documents.patch(3, "Somebody else's label")));
  private final JsonNode yours = MergePatch.apply(document, patch);

  /** As we do: only what changes is made anew. */
  @Benchmark
  public JsonNode mergePatch() {
    return MergePatch.apply(document, patch);
  }

  /** As most do: Jackson merges into a copy of the document. */
  @Benchmark
  public JsonNode jacksonUpdate() {
    return Json.mapper().readerForUpdating(document.deepCopy()).readValue(patch);
  }

  /** As we do with a request that names its base: all three documents are compared. */
  @Benchmark
  public JsonNode threeWay() {
    return ThreeWayMerge.merge(document, theirs, yours).document();
  }

  /** What reading and writing the document as text takes, which no service can spare that does. */
  @Benchmark
  public String parseAndWrite() {
    return Json.text(Json.parse(text));
  }
}
