package dev.fieldsync.cachesync.engine;

import dev.fieldsync.cachesync.key.KeyFilter;
import dev.fieldsync.cachesync.merkle.MerkleTree;
import dev.fieldsync.cachesync.wire.ByteReader;
import dev.fieldsync.cachesync.wire.ByteWriter;
import dev.fieldsync.cachesync.wire.MalformedMessageException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;

/** Messages as bytes: one for what it is, then what it says. */
final class MessageCodec {

  private static final int UPDATE = 1;
  private static final int DELTA = 2;
  private static final int DIGEST = 3;
  private static final int IN_SYNC = 4;
  private static final int COMPARE = 5;
  private static final int LEAF_CONTENTS = 6;
  private static final int WANT = 7;
  private static final int GONE = 8;
  private static final int NOT_HERE = 9;

  private MessageCodec() {}

  static void write(Message message, ByteWriter out) {
    VersionsCodec versions = new VersionsCodec();
    if (message instanceof Message.Update update) {
      out.writeByte(UPDATE).writeByte(update.repair() ? 1 : 0);
      writeAll(
          update.items(),
          out,
          (item, to) -> versions.write(item.versions(), to.writeText(item.key())));
    } else if (message instanceof Message.Delta delta) {
      out.writeByte(DELTA);
      writeAll(delta.items(), out, versions::writeDelta);
    } else if (message instanceof Message.Digest digest) {
      out.writeByte(DIGEST).writeByte(digest.resolution()).writeByte(digest.depth());
      writeFilter(digest.filter(), out);
      versions.actors().write(digest.seen(), out.writeLong(digest.root()));
    } else if (message instanceof Message.InSync same) {
      writeFilter(same.filter(), out.writeByte(IN_SYNC));
      versions.actors().write(same.seen(), out.writeLong(same.root()));
    } else if (message instanceof Message.Compare compare) {
      writeFilter(compare.filter(), out.writeByte(COMPARE));
      out.writeLong(compare.salt()).writeByte(compare.level());
      writeAll(compare.nodes(), out, MessageCodec::writeNode);
    } else if (message instanceof Message.LeafContents contents) {
      writeFilter(contents.filter(), out.writeByte(LEAF_CONTENTS));
      writeAll(contents.leaves(), out.writeLong(contents.salt()), MessageCodec::writeLeaf);
    } else if (message instanceof Message.Want want) {
      writeFilter(want.filter(), out.writeByte(WANT));
      writeAll(want.leaves(), out.writeLong(want.salt()), MessageCodec::writeWanted);
    } else if (message instanceof Message.Gone gone) {
      out.writeByte(GONE);
      writeAll(
          gone.items(),
          out,
          (item, to) -> writeAll(item.dots(), to.writeText(item.key()), versions.actors()::write));
    } else {
      out.writeByte(NOT_HERE);
    }
  }

  static Message read(ByteReader in) {
    VersionsCodec versions = new VersionsCodec();
    int kind = in.readByte();
    return switch (kind) {
      case UPDATE -> {
        boolean repair = in.readByte() == 1;
        yield new Message.Update(
            readAll(
                in, from -> new Message.Update.Known(from.readText(), versions.readVersions(from))),
            repair);
      }
      case DELTA -> new Message.Delta(readAll(in, versions::readDelta));
      case DIGEST ->
          new Message.Digest(
              in.readByte(),
              in.readByte(),
              readFilter(in),
              in.readLong(),
              versions.actors().readVector(in));
      case IN_SYNC ->
          new Message.InSync(readFilter(in), in.readLong(), versions.actors().readVector(in));
      case COMPARE ->
          new Message.Compare(
              readFilter(in), in.readLong(), in.readByte(), readAll(in, MessageCodec::readNode));
      case LEAF_CONTENTS ->
          new Message.LeafContents(
              readFilter(in), in.readLong(), readAll(in, MessageCodec::readLeaf));
      case WANT ->
          new Message.Want(readFilter(in), in.readLong(), readAll(in, MessageCodec::readWanted));
      case GONE ->
          new Message.Gone(
              readAll(
                  in,
                  from ->
                      new Message.Gone.Removed(
                          from.readText(), readAll(from, versions.actors()::readDot))));
      case NOT_HERE -> new Message.NotHere();
      default -> throw new MalformedMessageException("There is no message of kind " + kind);
    };
  }

  private static void writeNode(Message.Compare.Node node, ByteWriter out) {
    out.writeVar(node.index());
    for (int child : node.children()) {
      out.writeInt(child);
    }
  }

  private static Message.Compare.Node readNode(ByteReader in) {
    int index = (int) in.readVar();
    int[] children = new int[MerkleTree.FANOUT];
    for (int i = 0; i < children.length; i++) {
      children[i] = in.readInt();
    }
    return new Message.Compare.Node(index, children);
  }

  private static void writeLeaf(Message.LeafContents.Leaf leaf, ByteWriter out) {
    writeAll(
        leaf.items(),
        out.writeVar(leaf.index()),
        (item, to) -> to.writeInt(item.key()).writeLong(item.time()).writeInt(item.hash()));
  }

  private static Message.LeafContents.Leaf readLeaf(ByteReader in) {
    return new Message.LeafContents.Leaf(
        (int) in.readVar(),
        readAll(
            in,
            from ->
                new Message.LeafContents.Listed(from.readInt(), from.readLong(), from.readInt())));
  }

  private static void writeWanted(Message.Want.Wanted leaf, ByteWriter out) {
    writeAll(leaf.keys(), out.writeVar(leaf.index()), (key, to) -> to.writeInt(key));
  }

  private static Message.Want.Wanted readWanted(ByteReader in) {
    return new Message.Want.Wanted((int) in.readVar(), readAll(in, ByteReader::readInt));
  }

  private static void writeFilter(KeyFilter filter, ByteWriter out) {
    writeAll(filter.prefixes(), out, (prefix, to) -> to.writeText(prefix));
  }

  private static KeyFilter readFilter(ByteReader in) {
    return new KeyFilter(readAll(in, ByteReader::readText));
  }

  private static <T> void writeAll(
      List<T> items, ByteWriter out, BiConsumer<? super T, ByteWriter> write) {
    out.writeVar(items.size());
    items.forEach(item -> write.accept(item, out));
  }

  private static <T> List<T> readAll(ByteReader in, Function<ByteReader, T> read) {
    int count = in.readCount();
    List<T> items = new ArrayList<>(Math.min(count, 1_000));
    for (int i = 0; i < count; i++) {
      items.add(read.apply(in));
    }
    return items;
  }
}
