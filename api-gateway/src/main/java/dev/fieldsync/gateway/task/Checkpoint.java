package dev.fieldsync.gateway.task;

import dev.fieldsync.gateway.problem.ProblemException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.http.HttpStatus;

/**
 * How far a device has pulled. Opaque to the device.
 *
 * @param version everything up to this was seen
 * @param horizon tombstones up to this were gone when the device began with nothing
 */
record Checkpoint(long version, long horizon) {

  private static final Pattern FORM = Pattern.compile("([0-9]{1,18})\\.([0-9]{1,18})");

  /**
   * Reads what a device sends back.
   *
   * @throws ProblemException when it is not one of ours
   */
  static Checkpoint parse(String text) {
    Matcher form = FORM.matcher(text);
    if (!form.matches()) {
      throw ProblemException.invalid(
          "since",
          "is not one of ours",
          "The parameter since must be the checkpoint of the page before; leave it out to begin.");
    }
    return new Checkpoint(Long.parseLong(form.group(1)), Long.parseLong(form.group(2)));
  }

  String text() {
    return version + "." + horizon;
  }

  Checkpoint after(List<TaskView> page) {
    return page.isEmpty() ? this : new Checkpoint(page.get(page.size() - 1).version(), horizon);
  }

  /**
   * Makes sure that the device has missed no deletion.
   *
   * @param gone tombstones up to this version are gone
   * @throws ProblemException 410
   */
  void requireWithin(long gone) {
    if (gone > Math.max(version, horizon)) {
      throw ProblemException.of(
          HttpStatus.GONE,
          "CheckpointExpired",
          "This device was away for so long that deletions of that time are no longer known. Keep"
              + " what it has not sent yet, and pull again from the beginning, without since.");
    }
  }

  /**
   * Makes sure that this server has come so far: one that was restored from a backup gives versions
   * again that the device has seen as others.
   *
   * @param latest the version of the last write
   * @throws ProblemException 410
   */
  void requireKnown(long latest) {
    if (version > latest || horizon > latest) {
      throw ProblemException.of(
          HttpStatus.GONE,
          "CheckpointExpired",
          "This device has seen more than this server has: the server was set back. Keep what it"
              + " has not sent yet, and pull again from the beginning, without since.");
    }
  }
}
