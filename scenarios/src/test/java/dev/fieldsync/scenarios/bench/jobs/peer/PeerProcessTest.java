package dev.fieldsync.scenarios.bench.jobs.peer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class PeerProcessTest {

  private final List<String> calls = Collections.synchronizedList(new ArrayList<>());

  @Test
  void aProcessDoesWhatItIsToldAndEndsWhenTheBenchmarkHangsUp() throws Exception {
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      CompletableFuture<Void> process = start(server.getLocalPort());
      try (Socket socket = server.accept()) {
        assertThat(ask(socket, "begin 12")).isEqualTo("ok");
        assertThat(ask(socket, "create 12")).isEqualTo("ok");
        assertThat(ask(socket, "start")).isEqualTo("ok");
        assertThat(ask(socket, "count")).isEqualTo("3");
        String[] executions = ask(socket, "executions").split(" ", -1);
        assertThat(executions[0]).isEqualTo("3");
        assertThat(BitSet.valueOf(Base64.getDecoder().decode(executions[1])).toString())
            .as("a job that was executed twice is in the total only")
            .isEqualTo("{2, 11}");
        assertThat(ask(socket, "stop")).isEqualTo("ok");
      }
      process.get(10, TimeUnit.SECONDS);
    }
    assertThat(calls).containsExactly("create 12 with 7", "start", "stop", "close");
  }

  private CompletableFuture<Void> start(int port) {
    return CompletableFuture.runAsync(
        () -> {
          try {
            PeerProcess.run(FakePeer::new, Integer.toString(port), "jdbc:none", "7");
          } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
          }
        });
  }

  private static String ask(Socket socket, String line) throws Exception {
    socket.getOutputStream().write((line + "\n").getBytes(StandardCharsets.UTF_8));
    return new BufferedReader(
            new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))
        .readLine();
  }

  private final class FakePeer implements JobPeer {
    private final PeerProcess.Arguments arguments;
    private final Executions executions;

    FakePeer(PeerProcess.Arguments arguments, Executions executions) {
      this.arguments = arguments;
      this.executions = executions;
    }

    @Override
    public void create(int jobs) {
      calls.add("create " + jobs + " with " + arguments.workers());
    }

    @Override
    public void start() {
      calls.add("start");
      executions.add(2);
      executions.add(11);
      executions.add(2);
    }

    @Override
    public void stop() {
      calls.add("stop");
    }

    @Override
    public void close() {
      calls.add("close");
    }
  }
}
