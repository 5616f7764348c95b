package dev.fieldsync.scenarios.load;

import dev.fieldsync.scenarios.http.Answer;
import dev.fieldsync.scenarios.http.AnswerReader;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import org.jspecify.annotations.Nullable;

/** One client: its connection, and the request whose answer it awaits. Not thread-safe. */
final class Client implements AutoCloseable {

  private final int number;
  private final InetSocketAddress server;
  private final Selector selector;
  private final AnswerReader reader = new AnswerReader();
  private @Nullable SocketChannel channel;
  private ByteBuffer request = ByteBuffer.allocate(0);
  private long dueAt;

  Client(int number, InetSocketAddress server, Selector selector) {
    this.number = number;
    this.server = server;
    this.selector = selector;
  }

  int number() {
    return number;
  }

  /** Returns when the request was due ({@link System#nanoTime()}). */
  long dueAt() {
    return dueAt;
  }

  void send(ByteBuffer next, long due) throws IOException {
    dueAt = due;
    request = next;
    SocketChannel open = channel != null ? channel : connect();
    write(open);
  }

  /** Goes on with writing or reading; returns the answer when it is complete. */
  @Nullable Answer proceed(SelectionKey key, ByteBuffer buffer) throws IOException {
    SocketChannel open = (SocketChannel) key.channel();
    if (key.isWritable()) {
      write(open);
    }
    if (!key.isReadable()) {
      return null;
    }
    buffer.clear();
    if (open.read(buffer) < 0) {
      throw new EOFException("The server closed the connection of client " + number);
    }
    if (!reader.take(buffer.flip())) {
      return null;
    }
    if (reader.closes()) {
      close();
    }
    return reader.answer();
  }

  private SocketChannel connect() throws IOException {
    SocketChannel opened = SocketChannel.open();
    channel = opened;
    opened.setOption(StandardSocketOptions.TCP_NODELAY, true);
    opened.connect(server);
    opened.configureBlocking(false);
    opened.register(selector, SelectionKey.OP_READ, this);
    return opened;
  }

  private void write(SocketChannel open) throws IOException {
    open.write(request);
    open.keyFor(selector)
        .interestOps(request.hasRemaining() ? SelectionKey.OP_WRITE : SelectionKey.OP_READ);
  }

  @Override
  public void close() throws IOException {
    if (channel != null) {
      channel.close();
      channel = null;
    }
  }
}
