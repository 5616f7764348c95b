package dev.fieldsync.local.database;

import dev.fieldsync.local.startup.StartupFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The account under which PostgreSQL runs. It refuses to run as root and, when it makes a new
 * database, as a user without a name. Such a user runs it in a user namespace, where it counts as
 * nobody. Where the machine forbids user namespaces, as most containers do, root runs it as the
 * account nobody itself.
 *
 * @param prefix what to put before a command so that it runs under the account
 * @param owner user id that must own the files; {@code null} when they are this user's anyway
 */
record PostgresAccount(List<String> prefix, @Nullable Integer owner) {

  private static final int ROOT = 0;
  private static final int NOBODY = 65_534;
  private static final List<String> NAMESPACE = List.of("unshare", "--user");

  static final PostgresAccount THIS_USER = new PostgresAccount(List.of(), null);
  static final PostgresAccount NAMELESS_IN_NAMESPACE = new PostgresAccount(NAMESPACE, null);
  static final PostgresAccount ROOT_IN_NAMESPACE = new PostgresAccount(NAMESPACE, ROOT);
  static final PostgresAccount NOBODY_FOR_ROOT =
      new PostgresAccount(
          List.of("setpriv", "--reuid=" + NOBODY, "--regid=" + NOBODY, "--clear-groups"), NOBODY);

  /**
   * Returns the account for this process.
   *
   * @throws StartupFailure when this user cannot run PostgreSQL in any way
   */
  static PostgresAccount detect() {
    return switch (System.getProperty("user.name")) {
      case "root" -> firstThatWorks(ROOT_IN_NAMESPACE, NOBODY_FOR_ROOT);
      case "?" -> firstThatWorks(NAMELESS_IN_NAMESPACE);
      default -> THIS_USER;
    };
  }

  private static PostgresAccount firstThatWorks(PostgresAccount... accounts) {
    return Stream.of(accounts)
        .filter(PostgresAccount::works)
        .findFirst()
        .orElseThrow(
            () ->
                new StartupFailure(
                    "PostgreSQL runs neither as root nor as a user without a name, and neither"
                        + " unshare nor setpriv helps here; start as an ordinary user."));
  }

  /** Whether a command can be run, and the account has a name. */
  private boolean works() {
    try {
      Process probe =
          new ProcessBuilder(command("id", "-un"))
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return probe.waitFor(5, TimeUnit.SECONDS) && probe.exitValue() == 0;
    } catch (IOException e) {
      return false; // The program is not installed.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Returns a command line that runs a program under this account. */
  List<String> command(String... programAndArguments) {
    return Stream.concat(prefix.stream(), Stream.of(programAndArguments)).toList();
  }

  /** Gives a file or a whole directory to this account, if it is not the account's already. */
  void own(Path path) throws IOException {
    if (owner == null || owner.equals(Files.getAttribute(path, "unix:uid"))) {
      return;
    }
    try (Stream<Path> files = Files.walk(path)) {
      // The top last: as long as it has the old owner, a run that was cut short starts over.
      for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
        Files.setAttribute(file, "unix:uid", owner, LinkOption.NOFOLLOW_LINKS);
      }
    }
  }
}
