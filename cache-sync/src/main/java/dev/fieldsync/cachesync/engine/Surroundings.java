package dev.fieldsync.cachesync.engine;

import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** What a group needs of its node. */
interface Surroundings {

  String name();

  /** Returns the time that most nodes agree on, in milliseconds since 1970. */
  long now();

  /** Returns the own clock in milliseconds since 1970, for measuring how long something takes. */
  long ownClock();

  RandomGenerator random();

  EngineSettings settings();

  Counters counters();

  /** Returns the connected peers, in order. */
  List<String> peers();

  /** Returns an id for what will be sent, by which the outcome is told. */
  long send(@Nullable String to, String group, Message message);
}
