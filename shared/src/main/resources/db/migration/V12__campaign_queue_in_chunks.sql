-- Jobs that become ready together stand in the queue together: claiming costs by the chunk instead of by the job.
create function fieldsync.in_chunks(jobs bigint[]) returns setof bigint[]
  language sql immutable strict parallel safe
as $$ select jobs[first : first + 199] from generate_series(1, cardinality(jobs), 200) as first $$;

create table fieldsync.campaign_chunk (
  campaign_id uuid not null,
  -- The order of claiming, within a campaign.
  first_job   bigint not null generated always as (jobs[1]) stored,
  -- In ascending order; so few that a row has its place on a page and is never compressed.
  jobs        bigint[] not null
              constraint campaign_queue_jobs check (cardinality(jobs) between 1 and 200),
  constraint campaign_queue_key primary key (campaign_id, first_job)
)
with (autovacuum_vacuum_scale_factor = 0.01, autovacuum_vacuum_threshold = 1000,
      autovacuum_vacuum_cost_delay = 0);

insert into fieldsync.campaign_chunk (campaign_id, jobs)
select campaign_id, fieldsync.in_chunks(array_agg(job_id order by job_id))
  from fieldsync.campaign_queue
 group by campaign_id;

drop table fieldsync.campaign_queue;

alter table fieldsync.campaign_chunk rename to campaign_queue;

-- What came of a step is kept once for all jobs of a claim for which it is the same; a job names what came of
-- each step that it has behind it, in their order.
create sequence fieldsync.campaign_result_id;

create table fieldsync.campaign_result (
  id          bigint primary key,
  campaign_id uuid not null,
  step        text not null,
  outcome     text not null,
  result      jsonb,
  -- The claim under which it was recorded.
  token       bigint not null,
  recorded_at timestamptz not null default now()
);

alter table fieldsync.campaign_job add column results bigint[] not null default '{}';

with numbered as materialized (
       select nextval('fieldsync.campaign_result_id') as id, j.campaign_id, r.*
         from fieldsync.campaign_step_result r
         join fieldsync.campaign_job j on j.id = r.job_id
        where r.visit < j.visit),
     copied as (
       insert into fieldsync.campaign_result
              (id, campaign_id, step, outcome, result, token, recorded_at)
       select id, campaign_id, step, outcome, result, token, recorded_at
         from numbered)
update fieldsync.campaign_job j
   set results = own.ids
  from (select job_id, array_agg(id order by visit) as ids from numbered group by job_id) own
 where j.id = own.job_id;

drop table fieldsync.campaign_step_result;
