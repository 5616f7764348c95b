package dev.fieldsync.scenarios.audit;

import dev.fieldsync.scenarios.scenario.Narrator;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Every job of every campaign is at exactly the place that its state says, has one result for each
 * step that it has behind it, and is counted. A campaign is looked at as of one moment.
 */
final class Campaigns {

  private static final String SELECT_IDS =
      "select id from fieldsync.campaign where not (status = 'cancelled' and not swept) order by"
          + " id";

  private static final String SELECT_JOBS =
      """
      select count(*) as jobs,
             count(*) filter (where case j.state
                 when 'ready' then (q.job_id is null) = (l.job_id is null) or w.job_id is not null
                                   or d.job_id is not null
                 when 'waiting' then w.job_id is null or q.job_id is not null or l.job_id is not null
                                     or d.job_id is not null
                 when 'dead' then d.job_id is null or q.job_id is not null or l.job_id is not null
                                  or w.job_id is not null
                 else q.job_id is not null or l.job_id is not null or w.job_id is not null
                      or d.job_id is not null
               end) as misplaced,
             count(*) filter (where cardinality(j.results) <> j.visit or (
               select count(*) from fieldsync.campaign_result r
                where r.id = any (j.results)) <> j.visit) as not_once
        from fieldsync.campaign_job_now j
        left join (select unnest(jobs) as job_id from fieldsync.campaign_queue where campaign_id = ?) q
             on q.job_id = j.id
        left join (select unnest(jobs) as job_id from fieldsync.campaign_lease where campaign_id = ?) l
             on l.job_id = j.id
        left join fieldsync.campaign_waiting w on w.job_id = j.id
        left join fieldsync.campaign_dead_letter d on d.job_id = j.id
       where j.campaign_id = ?
      """;

  private static final String SELECT_MISCOUNTED =
      """
      select 1
        from (select step, state, count(*) as jobs
                from fieldsync.campaign_job_now
               where campaign_id = ?
               group by step, state) j
        full join (select step, state, sum(jobs) as jobs
                     from fieldsync.campaign_progress
                    where campaign_id = ? and state <> 'passed'
                    group by step, state) p using (step, state)
       where coalesce(j.jobs, 0) <> coalesce(p.jobs, 0)
       limit 1
      """;

  private final Connection database;
  private final Ledger ledger;

  Campaigns(Connection database, Ledger ledger) {
    this.database = database;
    this.ledger = ledger;
  }

  void check(Narrator narrator) throws SQLException {
    List<UUID> ids = ids();
    database.commit();
    try (Narrator.Bar bar = narrator.bar("campaigns", ids.size())) {
      for (UUID id : ids) {
        check(id);
        database.commit();
        bar.add(1);
      }
    }
    ledger.count("campaigns", ids.size());
  }

  private List<UUID> ids() throws SQLException {
    List<UUID> ids = new ArrayList<>();
    try (Statement select = database.createStatement();
        ResultSet row = select.executeQuery(SELECT_IDS)) {
      while (row.next()) {
        ids.add(row.getObject(1, UUID.class));
      }
    }
    return ids;
  }

  private void check(UUID id) throws SQLException {
    try (PreparedStatement select = database.prepareStatement(SELECT_JOBS)) {
      for (int parameter = 1; parameter <= 3; parameter++) {
        select.setObject(parameter, id);
      }
      try (ResultSet row = select.executeQuery()) {
        row.next();
        ledger.count("jobs of campaigns", row.getLong("jobs"));
        note(Fault.JOB_MISPLACED, id, row.getLong("misplaced"));
        note(Fault.STEP_NOT_ONCE, id, row.getLong("not_once"));
      }
    }
    try (PreparedStatement select = database.prepareStatement(SELECT_MISCOUNTED)) {
      select.setObject(1, id);
      select.setObject(2, id);
      try (ResultSet row = select.executeQuery()) {
        note(Fault.MISCOUNTED, id, row.next() ? 1 : 0);
      }
    }
  }

  private void note(Fault fault, UUID campaign, long jobs) {
    if (jobs > 0) {
      ledger.fault(fault, jobs + " of campaign " + campaign);
    }
  }
}
