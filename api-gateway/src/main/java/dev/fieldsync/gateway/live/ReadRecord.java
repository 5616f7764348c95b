package dev.fieldsync.gateway.live;

import dev.fieldsync.shared.campaign.CampaignEvent;
import dev.fieldsync.shared.kafka.RecordFormat;
import dev.fieldsync.shared.kafka.ToldAttempts;
import dev.fieldsync.shared.kafka.UnreadableRecordException;
import dev.fieldsync.shared.update.AcknowledgedUpdates;
import dev.fieldsync.shared.update.ProcessingOutcome;
import dev.fieldsync.shared.update.Source;
import dev.fieldsync.shared.update.TemplateEvent;
import dev.fieldsync.shared.update.TemplateLogRecord;
import dev.fieldsync.shared.update.UpdateProgress;
import dev.fieldsync.shared.update.UpdateRequest;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A record of one of the logs.
 *
 * @param lane the partition's number, see {@link LogPosition}
 * @param offset its offset
 * @param timestamp when it came into the log, in milliseconds since the epoch
 * @param request the update that it asks for, {@code null} for all other records
 * @param follows the update whose request it follows, {@code null} when that is none or nobody
 *     cares
 * @param events what it tells; none when it cannot be read, which others report
 */
record ReadRecord(
    int lane,
    long offset,
    long timestamp,
    @Nullable UUID request,
    @Nullable UUID follows,
    List<LifeEvent> events) {

  private static final Logger log = LoggerFactory.getLogger(ReadRecord.class);

  /** Reads a record of {@code template-updates}. */
  static ReadRecord ofUpdates(ConsumerRecord<String, byte[]> record, int lane) {
    try {
      UpdateRequest request = RecordFormat.readUpdateRequest(record.value());
      Instant queuedAt = Instant.ofEpochMilli(record.timestamp());
      return of(record, lane, request.updateId(), null, UpdateLife.of(request, queuedAt));
    } catch (UnreadableRecordException e) {
      return unreadable(record, lane, e);
    }
  }

  /** Reads a record of {@code template-events}. */
  static ReadRecord ofEvents(ConsumerRecord<String, byte[]> record, int lane) {
    try {
      Optional<TemplateLogRecord> known = RecordFormat.readTemplateLog(record.value());
      if (known.isEmpty()) {
        return of(record, lane, null, null, List.of());
      }
      TemplateLogRecord read = known.get();
      return of(record, lane, null, follows(read), events(read, record));
    } catch (UnreadableRecordException e) {
      return unreadable(record, lane, e);
    }
  }

  /** Reads a record of {@code campaign-events}. */
  static ReadRecord ofCampaigns(ConsumerRecord<String, byte[]> record, int lane) {
    try {
      CampaignEvent event =
          RecordFormat.read(record.value(), CampaignEvent.SCHEMA_VERSION, CampaignEvent.class);
      return of(record, lane, null, null, List.of(CampaignLife.of(event)));
    } catch (UnreadableRecordException e) {
      return unreadable(record, lane, e);
    }
  }

  /** Returns the same without its events, of which there are later ones. */
  ReadRecord silent() {
    return new ReadRecord(lane, offset, timestamp, request, follows, List.of());
  }

  /** No request goes before what the background processor does. */
  private static @Nullable UUID follows(TemplateLogRecord read) {
    if (read instanceof TemplateEvent event) {
      return event.source() == Source.BACKGROUND ? null : event.updateId();
    }
    return read instanceof UpdateProgress progress ? progress.updateId() : null;
  }

  private static List<LifeEvent> events(
      TemplateLogRecord read, ConsumerRecord<String, byte[]> record) {
    if (read instanceof TemplateEvent event) {
      Instant loggedAt = Instant.ofEpochMilli(record.timestamp());
      return event.source() == Source.BACKGROUND
          ? ProcessingLife.of(event, loggedAt)
          : UpdateLife.of(event, ToldAttempts.of(record.headers()).count(), loggedAt);
    }
    if (read instanceof UpdateProgress progress) {
      return UpdateLife.of(progress);
    }
    if (read instanceof AcknowledgedUpdates acknowledged) {
      return UpdateLife.of(acknowledged);
    }
    return read instanceof ProcessingOutcome outcome ? ProcessingLife.of(outcome) : List.of();
  }

  /** Returns the same without what nobody wants to see, to take less memory; numbers stay. */
  ReadRecord reducedTo(java.util.function.Predicate<LifeEvent> wanted) {
    List<LifeEvent> reduced =
        events.stream().map(event -> wanted.test(event) ? event : LifeEvent.nobodys()).toList();
    return new ReadRecord(lane, offset, timestamp, request, follows, reduced);
  }

  private static ReadRecord of(
      ConsumerRecord<String, byte[]> record,
      int lane,
      @Nullable UUID request,
      @Nullable UUID follows,
      List<LifeEvent> events) {
    return new ReadRecord(lane, record.offset(), record.timestamp(), request, follows, events);
  }

  private static ReadRecord unreadable(
      ConsumerRecord<String, byte[]> record, int lane, UnreadableRecordException e) {
    log.atDebug()
        .addKeyValue("topic", record.topic())
        .addKeyValue("partition", record.partition())
        .addKeyValue("offset", record.offset())
        .addKeyValue("reason", e.getMessage())
        .log("A record cannot be read; those who watch are not told of it");
    return of(record, lane, null, null, List.of());
  }
}
