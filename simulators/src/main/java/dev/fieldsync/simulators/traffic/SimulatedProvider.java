package dev.fieldsync.simulators.traffic;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What one provider does and how it talks. Thread-safe. */
public interface SimulatedProvider {

  /**
   * Does what a call asks for and answers it.
   *
   * @param twice whether to do it twice, in spite of any key
   */
  Answer answer(Call call, Behaviour behaviour, Counters counters, boolean twice);

  /** Returns how the provider says that a call was refused or has failed. */
  Answer error(Fault fault);

  /** Returns what was done so far, for the control endpoint; the call may narrow it down. */
  JsonNode done(Call call);

  /**
   * Does what only this provider can be told to, for the control endpoint; not to wait for
   * anything.
   *
   * @param name what follows the endpoint's path
   * @return {@code null} when there is no such thing
   * @throws IllegalArgumentException with a message for who asks
   * @throws IllegalStateException the same
   */
  default @Nullable Answer control(String name, JsonNode body) {
    return null;
  }

  /** Forgets what was done so far. */
  void forget();
}
