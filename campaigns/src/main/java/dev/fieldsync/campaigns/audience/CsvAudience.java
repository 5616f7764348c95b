package dev.fieldsync.campaigns.audience;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import dev.fieldsync.shared.json.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads an audience from CSV (RFC 4180, UTF-8, comma or semicolon) with a header line: the column
 * {@code email} is the address, the others become attributes. One record is in memory at a time.
 * Not thread-safe; the stream stays the caller's to close.
 *
 * <p>FastCSV reads it: maintained, without dependencies, faster than its peers, and it tells the
 * line that a record begins on also when fields have line breaks.
 */
public final class CsvAudience implements Iterator<AudienceEntry> {

  private static final int MAX_RECORD_CHARS = 64 * 1024;
  private static final int MAX_HEADER_CHARS = 8 * 1024;
  private static final Set<String> ADDRESS_COLUMNS = Set.of("email", "e-mail", "address");

  private final CloseableIterator<CsvRecord> records;
  private final List<String> columns;
  private final int addressColumn;

  /**
   * Reads the header.
   *
   * @throws InvalidAudienceException if there is none, it has no column for the address, or a
   *     column has no name or that of another one
   * @throws UncheckedIOException if the stream cannot be read
   */
  public CsvAudience(InputStream csv) {
    BufferedReader reader =
        new BufferedReader(new InputStreamReader(csv, StandardCharsets.UTF_8), MAX_HEADER_CHARS);
    records =
        CsvReader.builder()
            .fieldSeparator(separator(reader))
            .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
            .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
            .allowUnclosedQuote(false)
            .skipEmptyLines(true)
            .maxBufferSize(MAX_RECORD_CHARS)
            .ofCsvRecord(reader)
            .iterator();
    columns = header();
    addressColumn = addressColumn(columns);
  }

  /** Spreadsheets write semicolons where the comma is a decimal point. */
  private static char separator(BufferedReader reader) {
    try {
      reader.mark(MAX_HEADER_CHARS);
      char[] start = new char[MAX_HEADER_CHARS - 1];
      int length = Math.max(0, reader.read(start));
      reader.reset();
      ByteOrderMark.skip(reader);
      String header = new String(start, 0, length).lines().findFirst().orElse("");
      return header.indexOf(',') < 0 && header.indexOf(';') >= 0 ? ';' : ',';
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<String> header() {
    if (!hasNext()) {
      throw new InvalidAudienceException("The CSV is empty; it needs a header line");
    }
    List<String> names = record().getFields().stream().map(String::strip).toList();
    Map<String, Integer> numbers = new HashMap<>();
    for (int number = 1; number <= names.size(); number++) {
      String name = names.get(number - 1);
      if (name.isEmpty()) {
        throw new InvalidAudienceException(
            "Column %d of the CSV has no name; name it in the first line, or remove it"
                .formatted(number));
      }
      // An attribute of this name would stand for the address in every mail.
      String key = name.equalsIgnoreCase("email") ? "email" : name;
      Integer earlier = numbers.putIfAbsent(key, number);
      if (earlier != null) {
        throw new InvalidAudienceException(
            "Columns %d and %d of the CSV are both named %s; rename or remove one of them"
                .formatted(earlier, number, key));
      }
    }
    return names;
  }

  private static int addressColumn(List<String> columns) {
    for (int i = 0; i < columns.size(); i++) {
      if (ADDRESS_COLUMNS.contains(columns.get(i).toLowerCase(Locale.ROOT))) {
        return i;
      }
    }
    throw new InvalidAudienceException(
        "The CSV's first line has to name its columns, one of them email");
  }

  @Override
  public boolean hasNext() {
    try {
      return records.hasNext();
    } catch (CsvParseException e) {
      throw unreadable(e);
    }
  }

  @Override
  public AudienceEntry next() {
    CsvRecord record = record();
    long line = record.getStartingLineNumber();
    if (record.getFieldCount() > columns.size()) {
      return new AudienceEntry.Unreadable(
          line,
          "The line has %d fields, the header %d; put fields with a separator in quotes"
              .formatted(record.getFieldCount(), columns.size()));
    }
    String address = addressColumn < record.getFieldCount() ? record.getField(addressColumn) : "";
    ObjectNode attributes = JsonNodeFactory.instance.objectNode();
    for (int i = 0; i < record.getFieldCount(); i++) {
      if (i != addressColumn) {
        attributes.put(columns.get(i), record.getField(i));
      }
    }
    return new AudienceEntry.Recipient(
        line, address, attributes.isEmpty() ? null : Json.text(attributes));
  }

  private CsvRecord record() {
    try {
      return records.next();
    } catch (CsvParseException e) {
      throw unreadable(e);
    }
  }

  private static InvalidAudienceException unreadable(CsvParseException e) {
    return new InvalidAudienceException(
        "The CSV cannot be read; is a quote missing, or a record longer than %d characters? %s"
            .formatted(MAX_RECORD_CHARS, e.getMessage()),
        e);
  }
}
