package dev.fieldsync.cachesync.key;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class KeyFilterTest {

  @Property(tries = 500)
  void bothIsWhatEachLetsThrough(
      @ForAll @Size(max = 3)
          java.util.List<@StringLength(max = 3) @CharRange(from = 'a', to = 'b') String> one,
      @ForAll @Size(max = 3)
          java.util.List<@StringLength(max = 3) @CharRange(from = 'a', to = 'b') String> other,
      @ForAll @StringLength(max = 4) @CharRange(from = 'a', to = 'b') String key) {
    KeyFilter a = new KeyFilter(one);
    KeyFilter b = new KeyFilter(other);

    assertThat(a.and(b).test(key)).isEqualTo(a.test(key) && b.test(key));
    assertThat(a.and(b)).isEqualTo(b.and(a));
    assertThat(a.covers(a.and(b))).isTrue();
  }

  @Test
  void everythingCoversAll() {
    assertThat(KeyFilter.ALL.covers(KeyFilter.prefixes("a"))).isTrue();
    assertThat(KeyFilter.prefixes("a").covers(KeyFilter.ALL)).isFalse();
    assertThat(KeyFilter.prefixes("ab", "a")).isEqualTo(KeyFilter.prefixes("a"));
    assertThat(KeyFilter.NONE.test("a")).isFalse();
  }
}
