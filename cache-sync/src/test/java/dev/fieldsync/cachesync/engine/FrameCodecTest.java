package dev.fieldsync.cachesync.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fieldsync.cachesync.key.KeyFilter;
import dev.fieldsync.cachesync.version.Dot;
import dev.fieldsync.cachesync.version.Version;
import dev.fieldsync.cachesync.version.VersionVector;
import dev.fieldsync.cachesync.version.Versions;
import dev.fieldsync.cachesync.wire.MalformedMessageException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FrameCodecTest {

  private static final VersionVector SEEN =
      VersionVector.of(new Dot("a#1", 7)).with(new Dot("b#2", 300));

  static Stream<Message> messages() {
    KeyFilter filter = KeyFilter.prefixes("x", "y");
    Version damaged = new Version(new Dot("b#2", 9), 4, false, null, 77);
    Versions several =
        new Versions(
            SEEN,
            List.of(
                Version.deleted(new Dot("a#1", 6), 3),
                damaged,
                Version.of(new Dot("c#3", 1), 5, "v".getBytes(StandardCharsets.UTF_8))));
    Message.LeafContents.Listed item = new Message.LeafContents.Listed(-1, 1L << 50, 3);
    return Stream.of(
        new Message.Update(List.of(new Message.Update.Known("key", several)), true),
        new Message.Delta(
            List.of(
                new Message.Delta.Changed(
                    "key", new Dot("a#1", 1), damaged, SEEN, new byte[] {1}))),
        new Message.Digest(1, 4, filter, -5, SEEN),
        new Message.InSync(KeyFilter.ALL, 5, SEEN),
        new Message.Compare(filter, 9, 2, List.of(new Message.Compare.Node(255, new int[16]))),
        new Message.LeafContents(
            filter, 9, List.of(new Message.LeafContents.Leaf(65_535, List.of(item)))),
        new Message.Want(filter, 0, List.of(new Message.Want.Wanted(3, List.of(1, -1)))),
        new Message.Gone(List.of(new Message.Gone.Removed("key", List.of(new Dot("a#1", 3))))),
        new Message.NotHere());
  }

  private static byte[] write(Message message) {
    return FrameCodec.write(new Frame("node", 42, 1_700_000_000_000L, "group", message));
  }

  @ParameterizedTest
  @MethodSource("messages")
  void messagesComeBack(Message message) {
    byte[] bytes = write(message);

    Frame read = FrameCodec.read(bytes);

    assertThat(read.sender()).isEqualTo("node");
    assertThat(read.incarnation()).isEqualTo(42);
    assertThat(read.clockMillis()).isEqualTo(1_700_000_000_000L);
    assertThat(FrameCodec.write(read)).isEqualTo(bytes);
    assertThat(read.message()).hasSameClassAs(message);
  }

  @ParameterizedTest
  @MethodSource("messages")
  void damagedBytesAreNeverTakenForAMessage(Message message) {
    Random random = new Random(3);
    byte[] bytes = write(message);
    for (int i = 0; i < 300; i++) {
      byte[] damaged = bytes.clone();
      damaged[random.nextInt(damaged.length)] ^= (byte) (1 + random.nextInt(255));
      assertThatThrownBy(() -> FrameCodec.read(damaged))
          .isInstanceOf(MalformedMessageException.class);
    }
  }

  @Test
  void anythingElseIsRefused() {
    Random random = new Random(4);
    for (int length = 0; length < 200; length++) {
      byte[] noise = new byte[length];
      random.nextBytes(noise);
      assertThatThrownBy(() -> FrameCodec.read(noise))
          .isInstanceOf(MalformedMessageException.class);
    }
  }
}
