-- One lease for all jobs of a campaign that a worker has claimed at once, in place of one for each job.
create table fieldsync.campaign_claim (
  token       bigint not null,
  campaign_id uuid not null,
  worker_id   bigint not null,
  -- However alive its worker is, nobody has these jobs longer.
  deadline_at timestamptz not null,
  -- What has not ended yet; a lease without jobs is deleted.
  jobs        bigint[] not null constraint campaign_lease_jobs check (cardinality(jobs) > 0),
  constraint campaign_lease_key primary key (token, campaign_id)
)
with (fillfactor = 50, autovacuum_vacuum_scale_factor = 0.01, autovacuum_vacuum_threshold = 1000,
      autovacuum_vacuum_cost_delay = 0);

insert into fieldsync.campaign_claim (token, campaign_id, worker_id, deadline_at, jobs)
select token, campaign_id, worker_id, max(deadline_at), array_agg(job_id)
  from fieldsync.campaign_lease
 group by token, campaign_id, worker_id;

drop table fieldsync.campaign_lease;

alter table fieldsync.campaign_claim rename to campaign_lease;

-- A job is moved at least once; when the page has room for it, its indexes need not be touched.
alter table fieldsync.campaign_job set (fillfactor = 50);
