package dev.fieldsync.gateway.live;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LogPositionTest {

  private static final LogPosition START = LogPosition.of(new long[] {10, 0, 7, 1_000_000}, 2, 2);

  @Test
  void isReadFromTheTextThatItIsWrittenAs() {
    LogPosition inside = START.after(2, 7, 1, false);

    assertThat(START.toString()).isEqualTo("1-a.0-7.lfls");
    assertThat(inside.toString()).isEqualTo("1-a.0-7_2.lfls");
    assertThat(LogPosition.parse(START.toString())).contains(START);
    assertThat(LogPosition.parse(inside.toString())).contains(inside);
    assertThat(LogPosition.parse("1-zzzzzzzzzzzz_zzzz-0")).isPresent();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "1",
        "1-",
        "1-a",
        "1-a-",
        "2-a-b",
        "1-a.-b",
        "1-A-b",
        "1-a-b-c-d",
        "1-a_-b",
        "1--b",
        "1-a b-c",
        "1-a-b\n",
        "1-zzzzzzzzzzzzz-0",
        "1-a_zzzzz-0",
        "null",
        "42"
      })
  void anIdThatIsNoneOfOursIsRefused(String id) {
    assertThat(LogPosition.parse(id)).isEmpty();
  }

  @Test
  void anIdOfThousandsOfLanesIsReadOrRefusedWithoutTrouble() {
    assertThat(LogPosition.parse("1-" + "0.".repeat(2_000) + "0-0")).isPresent();
    assertThat(LogPosition.parse("1-" + "0.".repeat(1_000_000) + "0-0")).isEmpty();
  }

  @Test
  void knowsWhatLiesBeforeIt() {
    LogPosition inside = START.after(2, 7, 1, false);

    assertThat(inside.includes(2, 6, 9)).isTrue();
    assertThat(inside.includes(2, 7, 1)).isTrue();
    assertThat(inside.includes(2, 7, 2)).isFalse();
    assertThat(inside.after(2, 7, 2, true).includes(2, 7, 99)).isTrue();
    assertThat(inside.covers(START)).isTrue();
    assertThat(START.covers(inside)).isFalse();
  }

  @Test
  void theLaterOfTwoIsLaterInEachLane() {
    LogPosition one = START.after(0, 10, 0, true).after(2, 7, 0, false);
    LogPosition other = START.after(1, 0, 0, true).after(2, 7, 1, false);

    assertThat(one.max(other).toString()).isEqualTo("1-b.1-7_2.lfls");
    assertThat(one.max(other)).isEqualTo(other.max(one));
    assertThat(one.covers(other)).isFalse();
    assertThat(one.max(other).covers(other)).isTrue();
  }

  @Test
  void ofPartitionsThatWereAddedNothingWasSeen() {
    assertThat(START.widened(3, 3).map(LogPosition::toString)).contains("1-a.0.0-7.lfls.0");
    assertThat(START.widened(2, 2)).contains(START);
    assertThat(START.widened(1, 3)).isEmpty();
    assertThat(START.widened(3, 1)).isEmpty();
  }

  @Test
  void anIdFromBeforeThereWereCampaignsBeginsTheirLogWhereItIs() {
    LogPosition now = LogPosition.of(new long[] {99, 99, 99, 99, 99, 5, 6}, 2, 3, 2);

    assertThat(START.widenedTo(now).map(LogPosition::toString)).contains("1-a.0-7.lfls.0-5.6");
    assertThat(now.widenedTo(now)).contains(now);
    assertThat(LogPosition.parse(now.toString())).contains(now);
    assertThat(now.isOfCampaigns(4)).isFalse();
    assertThat(now.isOfCampaigns(5)).isTrue();
  }
}
