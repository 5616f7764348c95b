-- Campaigns whose audience is a query that a worker has to run first, and those whose query brought nothing.
alter table fieldsync.campaign
  drop constraint campaign_status_check,
  drop constraint campaign_check,
  -- Why it failed, for people.
  add column status_reason text,
  -- What a query brought: how many jobs, duplicates and records without an address, the first of them.
  add column audience_report jsonb,
  add constraint campaign_status_check
      check (status in ('preparing', 'scheduled', 'running', 'paused', 'cancelled', 'done', 'failed')),
  add constraint campaign_finished_check
      check ((finished_at is not null) = (status in ('cancelled', 'done', 'failed')));

drop index fieldsync.campaign_unfinished;

-- What changed lately, for those who tell people.
create index campaign_status_at on fieldsync.campaign (status_at);

-- A query whose result is to become jobs; gone when it has.
create table fieldsync.campaign_audience_query (
  campaign_id uuid primary key,
  soql        text not null,
  -- How often it has failed, and not before when it is tried (again).
  attempt     smallint not null default 0 check (attempt >= 0),
  due_at      timestamptz not null default clock_timestamp(),
  -- Who runs it now, under which token, and until when nobody else does.
  token       bigint,
  lease_until timestamptz,
  -- How far it is: records read, and how many there are as the provider says.
  records_read bigint not null default 0,
  records      bigint,
  -- Why the last attempt failed.
  reason      text
)
with (fillfactor = 50);

-- What was answered to the request that made a campaign, for those who send it again.
create table fieldsync.campaign_creation (
  campaign_id uuid primary key,
  -- Of the request as it came.
  digest      text not null,
  answer      text not null
);

-- How many jobs have passed a step with an outcome stands beside how many are where: state 'passed'.
alter table fieldsync.campaign_count
  add column outcome text not null default '',
  drop constraint campaign_count_pkey,
  add primary key (campaign_id, step, state, outcome);

alter table fieldsync.campaign_count_change
  add column outcome text not null default '';

drop view fieldsync.campaign_progress;

create view fieldsync.campaign_progress as
select campaign_id, step, state, outcome, sum(jobs)::bigint as jobs
  from (select campaign_id, step, state, outcome, jobs from fieldsync.campaign_count
         union all
        select campaign_id, step, state, outcome, jobs from fieldsync.campaign_count_change) each
 group by campaign_id, step, state, outcome
having sum(jobs) <> 0;

-- How many steps all jobs of a campaign together had behind them, now and then: what throughput is read from.
create table fieldsync.campaign_pace (
  campaign_id uuid not null,
  at          timestamptz not null,
  passed      bigint not null,
  ended       bigint not null,
  primary key (campaign_id, at)
);

-- Whose turn it is to look after all campaigns: one worker each second, whoever is first.
create table fieldsync.campaign_turn (
  one boolean primary key default true check (one),
  at  timestamptz not null
)
with (fillfactor = 10);

insert into fieldsync.campaign_turn (at) values (clock_timestamp());
