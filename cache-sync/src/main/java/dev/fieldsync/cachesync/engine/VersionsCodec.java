package dev.fieldsync.cachesync.engine;

import dev.fieldsync.cachesync.version.Dot;
import dev.fieldsync.cachesync.version.Version;
import dev.fieldsync.cachesync.version.VersionVector;
import dev.fieldsync.cachesync.version.Versions;
import dev.fieldsync.cachesync.wire.ByteReader;
import dev.fieldsync.cachesync.wire.ByteWriter;
import dev.fieldsync.cachesync.wire.MalformedMessageException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Versions as bytes. Checksums of values that are there do not travel: the sender has looked that
 * they are right, and the frame has a checksum.
 */
final class VersionsCodec {

  private static final int VALUE = 0;
  private static final int DELETED = 1;

  /** The bytes were damaged at the sender. */
  private static final int MISSING = 2;

  private final Actors actors = new Actors();

  Actors actors() {
    return actors;
  }

  void write(Versions versions, ByteWriter out) {
    out.writeVar(versions.concurrent().size());
    for (Version version : versions.concurrent()) {
      actors.write(version.dot(), out);
      writeContent(version, out.writeLong(version.time()));
    }
    // What the versions say by themselves is left out.
    List<Dot> more = new ArrayList<>();
    for (Map.Entry<String, Long> each : versions.seen().counters().entrySet()) {
      Dot dot = new Dot(each.getKey(), each.getValue());
      if (versions.find(dot).isEmpty()) {
        more.add(dot);
      }
    }
    out.writeVar(more.size());
    more.forEach(dot -> actors.write(dot, out));
  }

  Versions readVersions(ByteReader in) {
    int count = in.readCount();
    if (count == 0) {
      throw new MalformedMessageException("A key has no versions");
    }
    List<Version> concurrent = new ArrayList<>();
    VersionVector seen = VersionVector.EMPTY;
    for (int i = 0; i < count; i++) {
      Dot dot = actors.readDot(in);
      long time = in.readLong();
      concurrent.add(readContent(dot, time, in));
      seen = seen.with(dot);
    }
    for (int i = in.readCount(); i > 0; i--) {
      seen = seen.with(actors.readDot(in));
    }
    concurrent.sort(Version.BY_TIME);
    return new Versions(seen, concurrent);
  }

  private static void writeContent(Version version, ByteWriter out) {
    byte[] bytes = version.bytes();
    if (bytes != null) {
      out.writeByte(VALUE).writeBytes(bytes);
    } else if (version.deleted()) {
      out.writeByte(DELETED);
    } else {
      out.writeByte(MISSING).writeLong(version.checksum());
    }
  }

  private static Version readContent(Dot dot, long time, ByteReader in) {
    int kind = in.readByte();
    return switch (kind) {
      case VALUE -> Version.of(dot, time, in.readBytes());
      case DELETED -> Version.deleted(dot, time);
      case MISSING -> new Version(dot, time, false, null, in.readLong());
      default -> throw new MalformedMessageException("There is no content of kind " + kind);
    };
  }

  void writeDelta(Message.Delta.Changed item, ByteWriter out) {
    out.writeText(item.key());
    actors.write(item.base(), out);
    actors.write(item.version().dot(), out);
    out.writeLong(item.version().time()).writeLong(item.version().checksum());
    actors.write(item.seen(), out);
    out.writeBytes(item.change());
  }

  Message.Delta.Changed readDelta(ByteReader in) {
    String key = in.readText();
    Dot base = actors.readDot(in);
    Dot dot = actors.readDot(in);
    Version version = new Version(dot, in.readLong(), false, null, in.readLong());
    return new Message.Delta.Changed(key, base, version, actors.readVector(in), in.readBytes());
  }
}
