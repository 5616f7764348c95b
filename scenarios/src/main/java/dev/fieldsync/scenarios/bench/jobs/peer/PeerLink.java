package dev.fieldsync.scenarios.bench.jobs.peer;

import dev.fieldsync.scenarios.process.ChildProcess;
import dev.fieldsync.scenarios.process.ScenarioFailure;
import dev.fieldsync.scenarios.process.Waiting;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.function.IntFunction;

/** The benchmark's end of the connection with one process of a peer. Not thread-safe. */
public final class PeerLink implements AutoCloseable {

  private static final Duration START_LIMIT = Duration.ofMinutes(2);
  private static final int ACCEPT_MS = 200;

  private final ChildProcess process;
  private final Socket socket;
  private final BufferedReader answers;

  private PeerLink(ChildProcess process, Socket socket) throws IOException {
    this.process = process;
    this.socket = socket;
    this.answers =
        new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
    socket.setTcpNoDelay(true);
  }

  /**
   * Starts a process and waits until it has connected.
   *
   * @param start starts it, given the port where it has to connect to
   * @throws ScenarioFailure when it does not
   */
  public static PeerLink open(IntFunction<ChildProcess> start) {
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      server.setSoTimeout(ACCEPT_MS);
      ChildProcess process = start.apply(server.getLocalPort());
      Socket socket =
          Waiting.until(
              START_LIMIT, process.name() + " does not connect", () -> accept(server, process));
      return new PeerLink(process, socket);
    } catch (IOException e) {
      throw new ScenarioFailure("A peer cannot be connected: " + e.getMessage(), e);
    }
  }

  private static Optional<Socket> accept(ServerSocket server, ChildProcess process) {
    process.requireAlive();
    try {
      return Optional.of(server.accept());
    } catch (SocketTimeoutException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new ScenarioFailure(process.name() + " cannot connect: " + e.getMessage(), e);
    }
  }

  /**
   * Sends a line and waits for the answer.
   *
   * @throws ScenarioFailure when the process has ended, or ends before it answers
   */
  public String ask(String line) {
    try {
      socket.getOutputStream().write((line + "\n").getBytes(StandardCharsets.UTF_8));
      String answer = answers.readLine();
      if (answer != null) {
        return answer;
      }
    } catch (IOException e) {
      throw new ScenarioFailure(process.name() + " has hung up; see its log", e);
    }
    process.requireAlive();
    throw new ScenarioFailure(process.name() + " has hung up; see its log");
  }

  /** Hangs up, upon which the process ends. */
  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new ScenarioFailure("A connection cannot be closed: " + e.getMessage(), e);
    }
  }
}
