package dev.fieldsync.cachesync.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class PlainValuesTest {

  private final PlainValues codec = new PlainValues();

  @Provide
  Arbitrary<Map<String, Object>> maps() {
    Arbitrary<Object> leaf =
        Arbitraries.oneOf(
            Arbitraries.strings().ofMaxLength(5).asGeneric(),
            Arbitraries.integers().asGeneric(),
            Arbitraries.longs().asGeneric(),
            Arbitraries.doubles().asGeneric(),
            Arbitraries.of(true, false).asGeneric());
    Arbitrary<Object> value =
        Arbitraries.oneOf(
            leaf,
            leaf.list().ofMaxSize(3).asGeneric(),
            Arbitraries.maps(Arbitraries.strings().ofMaxLength(3), leaf).ofMaxSize(3).asGeneric());
    return Arbitraries.maps(Arbitraries.strings().alpha().ofMaxLength(2), value).ofMaxSize(6);
  }

  @Property(tries = 300)
  void valuesComeBack(@ForAll("maps") Map<String, Object> value) {
    assertThat(codec.decode(codec.encode(value))).isEqualTo(value);
  }

  @Property(tries = 300)
  void aDifferenceMakesOneOfTheOther(
      @ForAll("maps") Map<String, Object> one, @ForAll("maps") Map<String, Object> other) {
    byte[] base = codec.encode(one);
    byte[] changed = codec.encode(other);

    assertThat(codec.apply(base, codec.difference(base, changed))).isEqualTo(changed);
  }

  @Test
  void equalMapsHaveEqualBytesInWhateverOrderTheyWereMade() {
    Map<String, Object> one = new HashMap<>();
    Map<String, Object> other = new java.util.LinkedHashMap<>();
    for (int i = 0; i < 20; i++) {
      one.put("k" + i, i);
      other.put("k" + (19 - i), 19 - i);
    }

    assertThat(codec.encode(one)).isEqualTo(codec.encode(other));
  }

  @Test
  void nullsAndBytesInsideOfOthersComeBack() {
    Object value = codec.decode(codec.encode(Arrays.asList("a", null, new byte[] {1, 2})));

    assertThat(value).asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.LIST).hasSize(3);
    assertThat(((List<?>) value).get(1)).isNull();
    assertThat(((List<?>) value).get(2)).isEqualTo(new byte[] {1, 2});
  }

  @Test
  void otherTypesAreRefusedByName() {
    assertThatThrownBy(() -> codec.encode(new Object())).hasMessageContaining("java.lang.Object");
  }
}
