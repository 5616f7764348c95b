package dev.fieldsync.simulators.sentiment;

import dev.fieldsync.simulators.traffic.Answer;
import dev.fieldsync.simulators.traffic.Behaviour;
import dev.fieldsync.simulators.traffic.Call;
import dev.fieldsync.simulators.traffic.Counters;
import dev.fieldsync.simulators.traffic.Fault;
import dev.fieldsync.simulators.traffic.SimulatedProvider;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Answers what a text means, and remembers which keys it was asked with. */
final class Verdicts implements SimulatedProvider {

  private static final JsonMapper MAPPER = JsonMapper.shared();
  private static final int MAX_REMEMBERED = 1_000_000;
  private static final List<String> POSITIVE = List.of("yes", "great", "please call", "thanks");
  private static final List<String> NEGATIVE = List.of("not ", "no ", "stop", "unsubscribe");

  private final Map<String, String> labelByKey =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, String> eldest) {
          return size() > MAX_REMEMBERED;
        }
      };
  private long analyzed;

  @Override
  public Answer answer(Call call, Behaviour behaviour, Counters counters, boolean twice) {
    if (!call.path().equals("/v1/sentiment") || !call.method().equals("POST")) {
      return problem(404, "There is POST /v1/sentiment.");
    }
    if (!("Bearer " + SentimentSimulator.API_KEY).equals(call.header("authorization"))) {
      return problem(401, "The key is not known.");
    }
    JsonNode text;
    try {
      text = MAPPER.readTree(call.body()).path("text");
    } catch (JacksonException e) {
      return problem(400, "The body is not JSON.");
    }
    if (!text.isString()) {
      return problem(400, "The text is missing.");
    }
    String label = label(text.asString().toLowerCase(Locale.ROOT));
    count(call.header("idempotency-key"), label, counters, twice);
    ObjectNode verdict = JsonNodeFactory.instance.objectNode().put("label", label);
    return Answer.json(200, verdict.put("score", score(label)));
  }

  @Override
  public Answer error(Fault fault) {
    return switch (fault) {
      case THROTTLED -> problem(429, "Too many requests.");
      case REJECTED -> problem(400, "The request was rejected by the simulator.");
      default -> problem(503, "The service is not available.");
    };
  }

  @Override
  public synchronized JsonNode done(Call call) {
    return JsonNodeFactory.instance.objectNode().put("analyzed", analyzed);
  }

  @Override
  public synchronized void forget() {
    labelByKey.clear();
    analyzed = 0;
  }

  private synchronized void count(
      @Nullable String key, String label, Counters counters, boolean twice) {
    analyzed += twice ? 2 : 1;
    if (key != null && labelByKey.put(key, label) != null) {
      counters.duplicate();
    }
  }

  private static String label(String text) {
    if (NEGATIVE.stream().anyMatch(text::contains)) {
      return "negative";
    }
    if (POSITIVE.stream().anyMatch(text::contains)) {
      return "positive";
    }
    return List.of("positive", "negative", "neutral").get(Math.floorMod(text.hashCode(), 3));
  }

  private static double score(String label) {
    return switch (label) {
      case "positive" -> 0.8;
      case "negative" -> -0.8;
      default -> 0;
    };
  }

  private static Answer problem(int status, String message) {
    return Answer.json(status, JsonNodeFactory.instance.objectNode().put("error", message));
  }
}
