package dev.fieldsync.local.database;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.regex.Pattern;

/**
 * What PostgreSQL and its programs say, in one file. At a start it is put aside, replacing the one
 * put aside before, when it has grown over {@value #MAX_BYTES} bytes.
 */
record PostgresLog(Path file) {

  private static final long MAX_BYTES = 10_000_000;

  /** How much of the end is searched for a reason. */
  private static final int TAIL_BYTES = 8_192;

  private static final Pattern COMPLAINT = Pattern.compile("(?:FATAL|PANIC|error|initdb):\\s+(.*)");

  /** Makes sure that there is a file to append to, and that it belongs to the account. */
  void open(PostgresAccount account) throws IOException {
    Files.createDirectories(file.getParent());
    if (Files.exists(file) && Files.size(file) > MAX_BYTES) {
      Path aside = file.resolveSibling(file.getFileName() + ".1");
      Files.move(file, aside, StandardCopyOption.REPLACE_EXISTING);
    }
    if (!Files.exists(file)) {
      Files.createFile(file);
    }
    account.own(file);
  }

  long size() throws IOException {
    return Files.size(file);
  }

  /** Returns the last complaint written after a position, or where to look for it. */
  String complaintSince(long position) {
    try (RandomAccessFile log = new RandomAccessFile(file.toFile(), "r")) {
      log.seek(Math.max(position, log.length() - TAIL_BYTES));
      byte[] tail = new byte[(int) (log.length() - log.getFilePointer())];
      log.readFully(tail);
      return new String(tail, StandardCharsets.UTF_8)
          .lines()
          .map(COMPLAINT::matcher)
          .filter(java.util.regex.Matcher::find)
          .map(complaint -> complaint.group(1))
          .reduce((earlier, later) -> later)
          .orElse("see " + file);
    } catch (IOException e) {
      return "see " + file;
    }
  }
}
