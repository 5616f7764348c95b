package dev.fieldsync.campaigns.audience;

import java.util.ArrayList;
import java.util.List;

/**
 * What was in an audience.
 *
 * @param added how many jobs were made
 * @param duplicates how many entries named an address that had a job in this campaign already, or
 *     was named on an earlier line
 * @param firstDuplicates the first of them
 * @param invalid how many entries could not be read or name no address
 * @param firstInvalid the first of them
 */
public record AudienceReport(
    long added,
    long duplicates,
    List<Note> firstDuplicates,
    long invalid,
    List<Note> firstInvalid) {

  /** So many notes of each sort are kept; the rest is counted. */
  public static final int MAX_NOTES = 100;

  /**
   * Something about an entry.
   *
   * @param line the line that it begins on, from 1
   * @param message for a duplicate its address, else what is wrong
   */
  public record Note(long line, String message) {}

  /** Collects a report. Not thread-safe. */
  public static final class Builder {

    private final List<Note> firstDuplicates = new ArrayList<>();
    private final List<Note> firstInvalid = new ArrayList<>();
    private long added;
    private long duplicates;
    private long invalid;

    /** Notes an entry that got a job. */
    public void added() {
      added++;
    }

    /** Notes an entry whose address was there already. */
    public void duplicate(long line, String address) {
      duplicates++;
      note(firstDuplicates, line, address);
    }

    /** Notes an entry that is none. */
    public void invalid(long line, String reason) {
      invalid++;
      note(firstInvalid, line, reason);
    }

    private static void note(List<Note> notes, long line, String message) {
      if (notes.size() < MAX_NOTES) {
        notes.add(new Note(line, message));
      }
    }

    /** Returns whether there is an entry that is none. */
    public boolean hasInvalid() {
      return invalid > 0;
    }

    /** Returns what was noted so far. */
    public AudienceReport build() {
      return new AudienceReport(
          added, duplicates, List.copyOf(firstDuplicates), invalid, List.copyOf(firstInvalid));
    }
  }
}
