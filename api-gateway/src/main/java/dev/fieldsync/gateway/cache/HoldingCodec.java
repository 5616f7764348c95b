package dev.fieldsync.gateway.cache;

import dev.fieldsync.cachesync.codec.PlainValues;
import dev.fieldsync.cachesync.codec.ValueCodec;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Holdings as maps, so that a gateway may know fields that another one does not. Stateless. */
final class HoldingCodec implements ValueCodec<Holding> {

  private static final String VERSION = "v";
  private static final String LOADED_AT = "t";
  private static final String HEARD = "h";
  private static final String HEARD_AFTER = "d";

  private final PlainValues values = new PlainValues();

  @Override
  public byte[] encode(Holding holding) {
    Map<String, Object> fields = new TreeMap<>();
    String version = holding.version();
    if (version != null) {
      fields.put(VERSION, version);
    }
    fields.put(LOADED_AT, holding.loadedAtMs());
    fields.put(HEARD, holding.heard());
    fields.put(HEARD_AFTER, holding.heardAfterMs());
    return values.encode(fields);
  }

  @Override
  public Holding decode(byte[] bytes) {
    if (!(values.decode(bytes) instanceof Map<?, ?> fields)) {
      throw new IllegalArgumentException("A holding is a map");
    }
    return new Holding(
        fields.get(VERSION) instanceof String version ? version : null,
        number(fields.get(LOADED_AT)),
        number(fields.get(HEARD)),
        number(fields.get(HEARD_AFTER)));
  }

  private static long number(@Nullable Object value) {
    return value instanceof Long number ? number : 0;
  }
}
