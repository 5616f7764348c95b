package dev.fieldsync.campaignworker.campaign;

import dev.fieldsync.campaignworker.audience.AudienceEntry;
import dev.fieldsync.campaignworker.audience.AudienceReport;
import dev.fieldsync.campaignworker.audience.EmailAddress;
import dev.fieldsync.campaignworker.audience.InvalidAudienceException;
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
 * Brings an audience into one campaign, a slice at a time: job rows and queue rows by {@code COPY},
 * within the caller's transaction. Not thread-safe; one for each audience.
 */
final class CopyJobs {

  /** Jobs of one campaign and one audience; what keeps the addresses seen within 64 MB. */
  static final int MAX_JOBS = 1_000_000;

  private static final int SLICE = 5_000;
  private static final int BLOCK = 1_000;

  private static final String COPY_JOBS =
      """
      copy fieldsync.campaign_job (id, campaign_id, address, spelling, attributes, step) from stdin
      """;

  private static final String COPY_QUEUE =
      """
      copy fieldsync.campaign_queue (campaign_id, job_id) from stdin
      """;

  private static final String TAKE_BLOCKS =
      """
      select nextval('fieldsync.campaign_job_block') from generate_series(1, ?)
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
  private final AudienceReport.Builder report = new AudienceReport.Builder();
  private final SeenAddresses seen = new SeenAddresses();
  private final List<Row> slice = new ArrayList<>(SLICE);

  private record Row(long line, EmailAddress address, @Nullable String attributes) {}

  CopyJobs(JdbcTemplate jdbc, UUID campaignId, String firstStep, boolean hasJobs) {
    this.jdbc = jdbc;
    this.campaignId = campaignId;
    this.firstStep = firstStep;
    this.hasJobs = hasJobs;
  }

  /**
   * Reads the audience to its end. Once an entry is invalid nothing more is written, since the
   * transaction is to be rolled back, and the rest is only looked at.
   *
   * @throws InvalidAudienceException if there are too many entries
   */
  AudienceReport copy(Iterator<AudienceEntry> audience) {
    while (audience.hasNext()) {
      add(audience.next());
      if (slice.size() == SLICE) {
        flush();
      }
    }
    flush();
    return report.build();
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
      report.invalid(recipient.line(), e.getMessage());
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

  private void flush() {
    List<Row> rows = hasJobs ? unknown() : slice;
    if (!rows.isEmpty() && !report.hasInvalid()) {
      write(rows);
      report.added(rows.size());
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

  private void write(List<Row> rows) {
    List<Long> blocks =
        jdbc.queryForList(TAKE_BLOCKS, Long.class, (rows.size() + BLOCK - 1) / BLOCK);
    String campaign = campaignId.toString();
    CopyRows jobs = new CopyRows(COPY_JOBS);
    CopyRows queue = new CopyRows(COPY_QUEUE);
    for (int i = 0; i < rows.size(); i++) {
      Row row = rows.get(i);
      String id = Long.toString(blocks.get(i / BLOCK) * BLOCK + i % BLOCK);
      String spelling = row.address().spelling();
      jobs.column(id)
          .column(campaign)
          .column(row.address().normalized())
          .column(spelling.equals(row.address().normalized()) ? null : spelling)
          .column(row.attributes())
          .column(firstStep)
          .end();
      queue.column(campaign).column(id).end();
    }
    jdbc.execute(
        (ConnectionCallback<@Nullable Void>)
            connection -> {
              jobs.send(connection);
              queue.send(connection);
              return null;
            });
  }
}
