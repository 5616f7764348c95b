package dev.fieldsync.simulators.traffic;

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

  /** Forgets what was done so far. */
  void forget();
}
