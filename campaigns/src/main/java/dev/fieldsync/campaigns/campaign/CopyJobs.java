package dev.fieldsync.campaigns.campaign;

import dev.fieldsync.campaigns.audience.AudienceEntry;
import dev.fieldsync.campaigns.audience.AudienceReport;
import dev.fieldsync.campaigns.audience.EmailAddress;
import dev.fieldsync.campaigns.audience.InvalidAudienceException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Brings an audience into one campaign: job rows by {@code COPY}, then their queue rows, within the
 * caller's transaction. Not thread-safe; one for each audience.
 */
final class CopyJobs {

  /** Jobs of one audience: a block of ids; what keeps the addresses seen within 64 MB. */
  static final int MAX_JOBS = 1_000_000;

  private static final int SLICE = 5_000;

  private static final String TAKE_BLOCK =
      """
      select nextval('fieldsync.campaign_job_block')
      """;

  private static final String COPY_JOBS =
      """
      copy fieldsync.campaign_job (id, campaign_id, address, spelling, attributes, step) from stdin
      """;

  private static final String QUEUE =
      """
      insert into fieldsync.campaign_queue (campaign_id, jobs)
      select ?, fieldsync.in_chunks(array_agg(id order by id))
        from generate_series(?::bigint, ?::bigint) id
      """;

  private static final String FIND_KNOWN =
      """
      select address
        from fieldsync.campaign_job
       where campaign_id = ?
         and address = any (?)
      """;

  private final JdbcTemplate jdbc;
  private final UUID campaignId;
  private final String firstStep;
  private final boolean hasJobs;
  private final InvalidEntries invalid;
  private final AudienceReport.Builder report = new AudienceReport.Builder();
  private final SeenAddresses seen = new SeenAddresses();
  private final List<Row> slice = new ArrayList<>(SLICE);
  private long firstId;
  private long nextId;

  private record Row(long line, EmailAddress address, @Nullable String attributes) {}

  CopyJobs(
      JdbcTemplate jdbc,
      UUID campaignId,
      String firstStep,
      boolean hasJobs,
      InvalidEntries invalid) {
    this.jdbc = jdbc;
    this.campaignId = campaignId;
    this.firstStep = firstStep;
    this.hasJobs = hasJobs;
    this.invalid = invalid;
  }

  /**
   * Reads the audience to its end. Once an entry that is not to be skipped is invalid nothing more
   * is written, since the transaction is to be rolled back, and the rest is only looked at.
   *
   * @throws InvalidAudienceException if there are too many entries
   */
  AudienceReport copy(Iterator<AudienceEntry> audience) {
    List<Long> block = jdbc.queryForList(TAKE_BLOCK, Long.class);
    firstId = block.get(0) * MAX_JOBS;
    nextId = firstId;
    jdbc.execute(
        (ConnectionCallback<Long>)
            connection -> {
              try (CopyRows rows = new CopyRows(connection, COPY_JOBS)) {
                copy(audience, rows);
              }
              return nextId;
            });
    if (nextId > firstId && !isRefused()) {
      jdbc.update(QUEUE, campaignId, firstId, nextId - 1);
    }
    return report.build();
  }

  private boolean isRefused() {
    return invalid == InvalidEntries.REFUSE && report.hasInvalid();
  }

  private void copy(Iterator<AudienceEntry> audience, CopyRows rows) throws SQLException {
    while (audience.hasNext()) {
      add(audience.next());
      if (slice.size() == SLICE) {
        flush(rows);
      }
    }
    flush(rows);
    rows.finish();
  }

  private void add(AudienceEntry entry) {
    if (entry instanceof AudienceEntry.Recipient recipient) {
      add(recipient);
    } else if (entry instanceof AudienceEntry.Unreadable unreadable) {
      report.invalid(unreadable.line(), unreadable.reason());
    }
  }

  private void add(AudienceEntry.Recipient recipient) {
    EmailAddress address;
    try {
      address = EmailAddress.of(recipient.address());
    } catch (IllegalArgumentException e) {
      report.invalid(recipient.line(), String.valueOf(e.getMessage()));
      return;
    }
    String attributes = recipient.attributes();
    if (attributes != null && attributes.contains("\\u0000")) {
      report.invalid(recipient.line(), "An attribute has the character U+0000, which is no text");
    } else if (!seen.add(address.normalized())) {
      report.duplicate(recipient.line(), address.normalized());
    } else if (seen.size() > MAX_JOBS) {
      throw new InvalidAudienceException(
          "One audience has at most %,d addresses; send the rest with another request"
              .formatted(MAX_JOBS),
          report.build());
    } else {
      slice.add(new Row(recipient.line(), address, attributes));
    }
  }

  private void flush(CopyRows rows) throws SQLException {
    if (!isRefused()) {
      if (hasJobs) {
        // What is known is asked for on this connection.
        rows.finish();
      }
      for (Row row : hasJobs ? unknown() : slice) {
        write(row, rows);
      }
    }
    slice.clear();
  }

  private List<Row> unknown() {
    String[] addresses =
        slice.stream().map(each -> each.address().normalized()).toArray(String[]::new);
    Set<String> known =
        new HashSet<>(jdbc.queryForList(FIND_KNOWN, String.class, campaignId, addresses));
    List<Row> unknown = new ArrayList<>();
    for (Row row : slice) {
      if (known.contains(row.address().normalized())) {
        report.duplicate(row.line(), row.address().normalized());
      } else {
        unknown.add(row);
      }
    }
    return unknown;
  }

  private void write(Row row, CopyRows rows) throws SQLException {
    String spelling = row.address().spelling();
    rows.column(Long.toString(nextId++))
        .column(campaignId.toString())
        .column(row.address().normalized())
        .column(spelling.equals(row.address().normalized()) ? null : spelling)
        .column(row.attributes())
        .column(firstStep)
        .end();
    report.added();
  }
}
