package dev.fieldsync.campaignworker.work;

import dev.fieldsync.campaignworker.job.EndJobs;
import dev.fieldsync.campaignworker.job.Ending;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.NonTransientDataAccessException;
import org.springframework.stereotype.Component;

/**
 * Records how claims ended, many at once. A claim stays held until that is done, so there are never
 * more here than a worker may hold. Thread-safe; one thread records.
 */
@Component
class Endings {

  private static final Logger log = LoggerFactory.getLogger(Endings.class);

  /** So many are worth a statement of their own. */
  static final int MANY = 2_000;

  private static final int MAX_BATCH = 4_000;

  private final Queue<Entry> entries = new ConcurrentLinkedQueue<>();
  private final AtomicInteger size = new AtomicInteger();
  private final EndJobs endJobs;
  private final WorkMetrics metrics;
  private final Signals signals;

  private record Entry(Tenure tenure, Ending ending) {}

  Endings(EndJobs endJobs, WorkMetrics metrics, Signals signals) {
    this.endJobs = endJobs;
    this.metrics = metrics;
    this.signals = signals;
  }

  /**
   * Adds one; the first, the one that makes them many, and the last that is held, are signalled.
   */
  void add(Tenure tenure, Ending ending) {
    entries.add(new Entry(tenure, ending));
    int now = size.incrementAndGet();
    if (now == 1 || now == MANY || now == tenure.held()) {
      signals.end().raise();
    }
  }

  /**
   * Says whether waiting for more would bring little: they are many, or nothing else is held.
   *
   * @param held how many claims the worker holds, those that are here included
   */
  boolean areEnough(int held) {
    int now = size.get();
    return now >= MANY || now >= held;
  }

  private void keep(List<Entry> batch) {
    entries.addAll(batch);
    size.addAndGet(batch.size());
  }

  /**
   * Records some; those of a tenure that was lost are nobody's business any more.
   *
   * @return how many there were
   * @throws RuntimeException when the database is away; they are kept
   */
  int recordSome() {
    List<Entry> batch = new ArrayList<>();
    for (Entry entry = entries.peek(); entry != null && batch.size() < MAX_BATCH; ) {
      batch.add(entries.remove());
      entry = entries.peek();
    }
    size.addAndGet(-batch.size());
    List<Entry> own = batch.stream().filter(each -> !each.tenure().isLost()).toList();
    metrics.lost(batch.size() - own.size());
    if (own.isEmpty()) {
      return batch.size();
    }
    try {
      record(own);
    } catch (NonTransientDataAccessException | IllegalArgumentException e) {
      if (e instanceof DataAccessResourceFailureException) {
        keep(own);
        throw e;
      }
      own.forEach(this::recordAlone);
    } catch (DataAccessException e) {
      keep(own);
      throw e;
    }
    return batch.size();
  }

  private void record(List<Entry> batch) {
    Map<Long, Ending.Fate> fates = endJobs.end(batch.stream().map(Entry::ending).toList());
    for (Entry entry : batch) {
      entry.tenure().ended(1);
      metrics.ended(
          entry.ending(), fates.getOrDefault(entry.ending().claim().jobId(), Ending.Fate.LOST));
    }
    signals.jobsQueued();
  }

  /** One of a batch breaks the statement for all; it alone fails. */
  private void recordAlone(Entry entry) {
    try {
      record(List.of(entry));
    } catch (NonTransientDataAccessException | IllegalArgumentException e) {
      if (e instanceof DataAccessResourceFailureException) {
        keep(List.of(entry));
        throw e;
      }
      log.atError()
          .setCause(e)
          .addKeyValue("jobId", entry.ending().claim().jobId())
          .addKeyValue("step", entry.ending().claim().step().name())
          .log("What came of a step cannot be stored; the job goes to the dead letters");
      String reason =
          "What came of the step cannot be stored: "
              + NestedExceptionUtils.getMostSpecificCause(e).getMessage();
      record(
          List.of(
              new Entry(
                  entry.tenure(), new Ending.Failed(entry.ending().claim(), true, reason, null))));
    } catch (DataAccessException e) {
      keep(List.of(entry));
      throw e;
    }
  }
}
