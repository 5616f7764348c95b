-- Fencing tokens: every claim and every worker gets a larger one than all before it.
create sequence fieldsync.campaign_token;

-- Job ids are handed out in blocks of a million, one for each audience that is copied in, so that whoever
-- does it knows them; there are enough for ten billion audiences.
create sequence fieldsync.campaign_job_block;

create table fieldsync.campaign (
  id              uuid primary key,
  organization_id text not null,
  name            text not null,
  status          text not null
                  check (status in ('scheduled', 'running', 'paused', 'cancelled', 'done')),
  -- Of two campaigns of an organization, one of twice the priority gets twice the share.
  priority        smallint not null default 10 check (priority between 1 and 100),
  starts_at       timestamptz not null,
  -- null: as fast as the providers allow.
  max_per_second  integer check (max_per_second between 1 and 100000),
  -- Steps and routes, never changed after the campaign was made.
  workflow        jsonb not null,
  -- What is sent: subject, body and whatever the steps need.
  content         jsonb not null,
  jobs            bigint not null default 0,
  -- Grows with everything that gives the campaign work again; who ends it says which one was seen.
  revision        bigint not null default 0,
  created_by      text not null,
  created_at      timestamptz not null default clock_timestamp(),
  -- Who paused, resumed or cancelled it last.
  status_by       text not null,
  status_at       timestamptz not null default clock_timestamp(),
  finished_at     timestamptz,
  -- Cancelled, and none of its jobs is left anywhere.
  swept           boolean not null default false,
  check ((finished_at is not null) = (status in ('cancelled', 'done')))
)
with (fillfactor = 70);

create index campaign_newest on fieldsync.campaign (organization_id, created_at desc, id desc);

create index campaign_unfinished on fieldsync.campaign (id)
  where status in ('scheduled', 'running', 'paused');

create index campaign_unswept on fieldsync.campaign (id)
  where status = 'cancelled' and not swept;

-- One job per campaign and address: the wide row, which claims do not search. No foreign key: checking one costs
-- more than copying the row in, and campaigns are never deleted while they have jobs.
--
-- Where else a job has a row says what it waits for, and the state says the same:
--   ready      in campaign_queue, or in campaign_lease while a worker has it
--   waiting    in campaign_waiting, for a time or for a reply
--   dead       in campaign_dead_letter
--   done, cancelled, dropped: nowhere
create table fieldsync.campaign_job (
  id          bigint primary key,
  campaign_id uuid not null,
  -- Normalized: trimmed, lower case, domain in ASCII.
  address     text collate "C" not null,
  -- As it was given, where that differs.
  spelling    text,
  attributes  jsonb,
  step        text not null,
  state       text not null default 'ready'
              check (state in ('ready', 'waiting', 'done', 'dead', 'cancelled', 'dropped')),
  -- How many steps it has behind it; names the current run of a step for good.
  visit       smallint not null default 0 check (visit >= 0),
  -- How often the current run has failed, and how often its worker was lost.
  attempt     smallint not null default 0 check (attempt >= 0),
  lapses      smallint not null default 0 check (lapses >= 0),
  -- A reply that no step has taken yet.
  reply_id    text
)
with (fillfactor = 80, autovacuum_vacuum_scale_factor = 0.05, autovacuum_vacuum_threshold = 5000);

create unique index campaign_job_address on fieldsync.campaign_job (campaign_id, address);

-- What can be claimed now, and nothing else; in the order of its key within a campaign.
create table fieldsync.campaign_queue (
  campaign_id uuid not null,
  job_id      bigint not null,
  primary key (campaign_id, job_id)
)
with (autovacuum_vacuum_scale_factor = 0.01, autovacuum_vacuum_threshold = 1000,
      autovacuum_vacuum_cost_delay = 0);

-- Workers, each alive until it does not say so in time.
create table fieldsync.campaign_worker (
  id          bigint primary key,
  name        text not null,
  alive_until timestamptz not null
)
with (fillfactor = 50, autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 200);

-- Which worker has a job, under which token; written at the claim and deleted at its end, never updated.
create table fieldsync.campaign_lease (
  job_id      bigint primary key,
  campaign_id uuid not null,
  token       bigint not null,
  worker_id   bigint not null,
  -- However alive its worker is, nobody has it longer.
  deadline_at timestamptz not null
)
with (autovacuum_vacuum_scale_factor = 0.01, autovacuum_vacuum_threshold = 1000,
      autovacuum_vacuum_cost_delay = 0);

-- What waits for a time, or for a reply but not longer than until a time.
create table fieldsync.campaign_waiting (
  job_id      bigint primary key,
  campaign_id uuid not null,
  due_at      timestamptz not null,
  waits_for   text not null check (waits_for in ('time', 'reply'))
)
with (autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_threshold = 1000);

create index campaign_waiting_due on fieldsync.campaign_waiting (due_at);

create index campaign_waiting_campaign on fieldsync.campaign_waiting (campaign_id, job_id);

-- What came of each run of a step; once.
create table fieldsync.campaign_step_result (
  job_id      bigint not null,
  visit       smallint not null,
  step        text not null,
  outcome     text not null,
  result      jsonb,
  -- The claim under which it was recorded.
  token       bigint not null,
  recorded_at timestamptz not null default now(),
  primary key (job_id, visit)
);

-- Every attempt that failed, for those who ask why.
create table fieldsync.campaign_failure (
  id        bigint generated always as identity primary key,
  job_id    bigint not null,
  visit     smallint not null,
  step      text not null,
  attempt   smallint not null check (attempt >= 1),
  kind      text not null check (kind in ('transient', 'permanent', 'lapsed')),
  reason    text not null,
  token     bigint not null,
  worker_id bigint not null,
  failed_at timestamptz not null default now()
);

create index campaign_failure_job on fieldsync.campaign_failure (job_id, id);

-- Jobs that nothing more is done for, until somebody replays or drops them.
create table fieldsync.campaign_dead_letter (
  job_id      bigint primary key,
  campaign_id uuid not null,
  step        text not null,
  kind        text not null check (kind in ('permanent', 'exhausted', 'lapsed', 'looping')),
  reason      text not null,
  died_at     timestamptz not null default now()
);

create index campaign_dead_letter_newest
  on fieldsync.campaign_dead_letter (campaign_id, died_at desc, job_id desc);

-- Replies, each accepted once.
create table fieldsync.campaign_reply (
  id          text primary key,
  job_id      bigint not null,
  content     text not null,
  -- woke: ended a wait, kept: came before its wait, late: came when nothing waited for one any more,
  -- extra: another was there already
  fate        text not null check (fate in ('woke', 'kept', 'late', 'extra')),
  received_at timestamptz not null default now()
);

create index campaign_reply_job on fieldsync.campaign_reply (job_id);

-- How many jobs are where: the sum of what was folded and of the changes since. Writers add changes and never
-- touch each other's; folding moves them over.
create table fieldsync.campaign_count (
  campaign_id uuid not null,
  step        text not null,
  state       text not null,
  jobs        bigint not null,
  primary key (campaign_id, step, state)
)
with (fillfactor = 50, autovacuum_vacuum_scale_factor = 0.05, autovacuum_vacuum_threshold = 500);

create table fieldsync.campaign_count_change (
  id          bigint generated always as identity primary key,
  campaign_id uuid not null,
  step        text not null,
  state       text not null,
  jobs        bigint not null
)
with (autovacuum_vacuum_scale_factor = 0.01, autovacuum_vacuum_threshold = 1000,
      autovacuum_vacuum_cost_delay = 0);

create view fieldsync.campaign_progress as
select campaign_id, step, state, sum(jobs)::bigint as jobs
  from (select campaign_id, step, state, jobs from fieldsync.campaign_count
         union all
        select campaign_id, step, state, jobs from fieldsync.campaign_count_change) each
 group by campaign_id, step, state
having sum(jobs) <> 0;

-- Buckets of the rates that all workers share. Unlogged: emptied by a crash, when they are refilled within a moment.
create unlogged table fieldsync.campaign_allowance (
  key    text primary key,
  tokens double precision not null,
  at     timestamptz not null
)
with (fillfactor = 10, autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 1000,
      autovacuum_vacuum_cost_delay = 0);
