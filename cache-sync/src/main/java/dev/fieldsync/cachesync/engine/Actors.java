package dev.fieldsync.cachesync.engine;

import dev.fieldsync.cachesync.version.Dot;
import dev.fieldsync.cachesync.version.VersionVector;
import dev.fieldsync.cachesync.wire.ByteReader;
import dev.fieldsync.cachesync.wire.ByteWriter;
import dev.fieldsync.cachesync.wire.MalformedMessageException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The names in a message: written out where they come first, a number afterwards. */
final class Actors {

  private final Map<String, Integer> numbers = new HashMap<>();
  private final List<String> names = new ArrayList<>();

  void write(Dot dot, ByteWriter out) {
    writeName(dot.actor(), out);
    out.writeVar(dot.counter());
  }

  Dot readDot(ByteReader in) {
    return new Dot(readName(in), in.readVar());
  }

  void write(VersionVector vector, ByteWriter out) {
    out.writeVar(vector.counters().size());
    vector.counters().forEach((actor, counter) -> write(new Dot(actor, counter), out));
  }

  VersionVector readVector(ByteReader in) {
    TreeMap<String, Long> counters = new TreeMap<>();
    for (int i = in.readCount(); i > 0; i--) {
      Dot dot = readDot(in);
      counters.put(dot.actor(), dot.counter());
    }
    return new VersionVector(counters);
  }

  private void writeName(String name, ByteWriter out) {
    Integer number = numbers.get(name);
    if (number == null) {
      out.writeVar(numbers.size());
      numbers.put(name, numbers.size());
      out.writeText(name);
    } else {
      out.writeVar(number);
    }
  }

  private String readName(ByteReader in) {
    long number = in.readVar();
    if (number == names.size()) {
      names.add(in.readText());
    }
    if (number < 0 || number >= names.size()) {
      throw new MalformedMessageException("A name is not among those before it");
    }
    return names.get((int) number);
  }
}
