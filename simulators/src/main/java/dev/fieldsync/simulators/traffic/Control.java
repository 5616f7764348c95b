package dev.fieldsync.simulators.traffic;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code GET /_control}: behaviour and counters. {@code POST}: changes what the JSON object names.
 * {@code DELETE}: behaves well, forgets. {@code GET /_control/done}: what was done so far. {@code
 * POST /_control/...}: what this provider alone can be told.
 */
final class Control {

  static final String PATH = "/_control";

  private static final JsonMapper MAPPER = JsonMapper.shared();

  private final Traffic traffic;
  private final SimulatedProvider provider;

  Control(Traffic traffic, SimulatedProvider provider) {
    this.traffic = traffic;
    this.provider = provider;
  }

  Answer answer(Call call) {
    if (call.path().equals(PATH + "/done") && call.method().equals("GET")) {
      return Answer.json(200, provider.done(call));
    }
    if (!call.path().equals(PATH)) {
      Answer answer = call.method().equals("POST") ? special(call) : null;
      return answer == null
          ? problem(404, "There are " + PATH + " and " + PATH + "/done.")
          : answer;
    }
    return switch (call.method()) {
      case "GET" -> state();
      case "POST" -> change(call);
      case "DELETE" -> {
        traffic.forget();
        yield state();
      }
      default -> problem(405, "Use GET, POST or DELETE.");
    };
  }

  private @Nullable Answer special(Call call) {
    String name = call.path().substring(Math.min(call.path().length(), PATH.length() + 1));
    try {
      return provider.control(name, MAPPER.readTree(call.body()));
    } catch (JacksonException | IllegalArgumentException | IllegalStateException e) {
      return problem(400, String.valueOf(e.getMessage()));
    }
  }

  private Answer change(Call call) {
    try {
      traffic.behave(BehaviourJson.read(MAPPER.readTree(call.body()), traffic.behaviour()));
      return state();
    } catch (JacksonException | IllegalArgumentException e) {
      return problem(400, String.valueOf(e.getMessage()));
    }
  }

  private Answer state() {
    ObjectNode state = JsonNodeFactory.instance.objectNode();
    state.set("behaviour", BehaviourJson.write(traffic.behaviour()));
    state.set("counters", traffic.counters().json());
    return Answer.json(200, state);
  }

  private static Answer problem(int status, String detail) {
    return Answer.json(status, JsonNodeFactory.instance.objectNode().put("detail", detail));
  }
}
