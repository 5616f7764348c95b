package dev.fieldsync.simulators.traffic;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The form of {@link Behaviour} in the control endpoint. */
final class BehaviourJson {

  private BehaviourJson() {}

  static ObjectNode write(Behaviour behaviour) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    ObjectNode latency = json.putObject("latency");
    if (behaviour.latency() instanceof Latency.Fixed fixed) {
      latency.put("kind", "fixed").put("ms", fixed.delay().toMillis());
    } else if (behaviour.latency() instanceof Latency.Uniform uniform) {
      latency.put("kind", "uniform");
      latency.put("fromMs", uniform.from().toMillis()).put("toMs", uniform.to().toMillis());
    } else if (behaviour.latency() instanceof Latency.Exponential exponential) {
      latency.put("kind", "exponential").put("meanMs", exponential.mean().toMillis());
    }
    ObjectNode faults = json.putObject("faults");
    behaviour.faults().forEach((fault, rate) -> faults.put(name(fault), rate));
    json.put("callsPerSecond", behaviour.callsPerSecond());
    json.put("retryHint", name(behaviour.retryHint()));
    json.put("retryAfterMs", behaviour.retryAfter().toMillis());
    json.put("deduplicates", behaviour.deduplicates());
    return json;
  }

  /**
   * Returns a behaviour with what the JSON names changed.
   *
   * @throws IllegalArgumentException with a message for the sender
   */
  static Behaviour read(JsonNode json, Behaviour behaviour) {
    if (!json.isObject()) {
      throw new IllegalArgumentException("Send a JSON object.");
    }
    Behaviour changed = behaviour;
    for (Map.Entry<String, JsonNode> property : json.properties()) {
      changed = with(changed, property.getKey(), property.getValue());
    }
    return changed;
  }

  private static Behaviour with(Behaviour behaviour, String name, JsonNode value) {
    return switch (name) {
      case "latency" -> behaviour.withLatency(latency(value));
      case "faults" -> withFaults(behaviour, value);
      case "callsPerSecond" -> behaviour.withCallsPerSecond(value.asInt());
      case "retryHint" ->
          behaviour.withRetryHint(
              RetryHint.valueOf(constant(value.asString())), behaviour.retryAfter());
      case "retryAfterMs" -> behaviour.withRetryHint(behaviour.retryHint(), millis(value));
      case "deduplicates" -> behaviour.withDeduplication(value.asBoolean());
      default -> throw new IllegalArgumentException("There is no setting \"" + name + "\".");
    };
  }

  private static Behaviour withFaults(Behaviour behaviour, JsonNode value) {
    Map<Fault, Double> faults = new EnumMap<>(Fault.class);
    value
        .properties()
        .forEach(
            rate -> faults.put(Fault.valueOf(constant(rate.getKey())), rate.getValue().asDouble()));
    return new Behaviour(
        behaviour.latency(),
        faults,
        behaviour.callsPerSecond(),
        behaviour.retryHint(),
        behaviour.retryAfter(),
        behaviour.deduplicates());
  }

  private static Latency latency(JsonNode value) {
    String kind = value.path("kind").asString("fixed");
    return switch (kind) {
      case "fixed" -> new Latency.Fixed(millis(value.path("ms")));
      case "uniform" ->
          new Latency.Uniform(millis(value.path("fromMs")), millis(value.path("toMs")));
      case "exponential" -> new Latency.Exponential(millis(value.path("meanMs")));
      default -> throw new IllegalArgumentException("A latency is fixed, uniform or exponential.");
    };
  }

  private static Duration millis(JsonNode value) {
    if (!value.isNumber()) {
      throw new IllegalArgumentException("A time is missing or not a number of milliseconds.");
    }
    return Duration.ofMillis(value.asLong());
  }

  private static String name(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  private static String constant(String name) {
    return name.toUpperCase(Locale.ROOT);
  }
}
