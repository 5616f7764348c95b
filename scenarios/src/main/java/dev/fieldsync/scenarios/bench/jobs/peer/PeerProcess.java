package dev.fieldsync.scenarios.bench.jobs.peer;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Writer;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.function.BiFunction;

/**
 * The process of a peer: connects to the benchmark, does what each line says, answers with a line,
 * and ends when the benchmark hangs up.
 *
 * <p>{@code begin <jobs>} forgets what was executed, {@code create <jobs>}, {@code start}, {@code
 * stop}; {@code count} is answered with the number of executions, {@code executions} with {@link
 * Executions}, everything else with {@code ok}.
 */
public final class PeerProcess {

  private PeerProcess() {}

  /**
   * What the benchmark tells a process at its start.
   *
   * @param port where the benchmark listens
   * @param jdbcUrl the peer's own database, with its user
   * @param workers jobs at once
   */
  public record Arguments(int port, String jdbcUrl, int workers) {

    static Arguments of(String... arguments) {
      return new Arguments(
          Integer.parseInt(arguments[0]), arguments[1], Integer.parseInt(arguments[2]));
    }
  }

  /**
   * Runs until the benchmark hangs up.
   *
   * @throws IOException when the benchmark cannot be reached
   */
  public static void run(BiFunction<Arguments, Executions, JobPeer> make, String... given)
      throws IOException {
    Arguments arguments = Arguments.of(given);
    Executions executions = new Executions();
    try (JobPeer peer = make.apply(arguments, executions);
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), arguments.port());
        BufferedReader lines =
            new BufferedReader(
                new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))) {
      socket.setTcpNoDelay(true);
      Writer answers =
          new java.io.OutputStreamWriter(socket.getOutputStream(), StandardCharsets.UTF_8);
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        answers.write(answer(line.split(" ", -1), peer, executions) + "\n");
        answers.flush();
      }
    }
  }

  private static String answer(String[] words, JobPeer peer, Executions executions) {
    switch (words[0]) {
      case "begin" -> executions.begin(Integer.parseInt(words[1]));
      case "create" -> peer.create(Integer.parseInt(words[1]));
      case "start" -> peer.start();
      case "stop" -> peer.stop();
      case "count" -> {
        return Long.toString(executions.total());
      }
      case "executions" -> {
        return executions.text();
      }
      default -> throw new IllegalArgumentException("Unknown: " + words[0]);
    }
    return "ok";
  }
}
