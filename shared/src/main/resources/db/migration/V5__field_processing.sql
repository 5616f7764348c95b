-- Names claims, so that no two of them are ever taken for one another.
create sequence fieldsync.field_processing_claim;

-- One run over every template of an organization, or of all. It is fed into field_processing little by
-- little; where it stands is here, so that any field-processor can go on with it.
create table fieldsync.field_backfill (
  id                   uuid primary key,
  -- null: every organization
  organization_id      text,
  status               text not null default 'running'
                       check (status in ('running', 'paused', 'cancelled', 'done')),
  -- Derived keys of a template that was never processed here are taken to be those of the job before
  -- this one, and are replaced.
  adopt                boolean not null default false,
  templates_per_second integer not null check (templates_per_second between 1 and 10000),
  -- How many templates there were at its start.
  total                bigint not null,
  -- Templates up to this id have been queued, so many.
  queued_up_to         uuid not null default '00000000-0000-0000-0000-000000000000',
  queued               bigint not null default 0,
  all_queued           boolean not null default false,
  fed_at               timestamptz not null default clock_timestamp(),
  -- What became of them.
  changed              bigint not null default 0,
  unchanged            bigint not null default 0,
  failed               bigint not null default 0,
  started_by           text not null,
  started_at           timestamptz not null default clock_timestamp(),
  -- Who paused, resumed or cancelled it last.
  status_by            text not null,
  status_at            timestamptz not null default clock_timestamp(),
  finished_at          timestamptz,
  check ((finished_at is not null) = (status in ('cancelled', 'done')))
);

-- One at a time for an organization, and one for all.
create unique index field_backfill_active
  on fieldsync.field_backfill (organization_id) nulls not distinct
  where status in ('running', 'paused');

create index field_backfill_newest on fieldsync.field_backfill (started_at desc, id desc);

-- Templates whose field definitions are to be processed, each once, however many asked for it.
create table fieldsync.field_processing (
  template_id      uuid primary key,
  organization_id  text not null,
  -- Not before.
  due_at           timestamptz not null,
  -- 0: somebody waits for the answer, 1: after an edit, 2: backfill.
  priority         smallint not null check (priority in (0, 1, 2)),
  -- The newest version that an edit has told of; null: none has.
  revision         bigint,
  -- Persons' requests that the next outcome answers.
  request_ids      uuid[] not null default '{}' check (cardinality(request_ids) <= 100),
  backfill_id      uuid references fieldsync.field_backfill on delete set null,
  -- Who works on it under which claim, and until when nobody else does.
  claim            bigint,
  claimed_by       text,
  claimed_until    timestamptz,
  -- The run that is committed and whose event may not be published.
  written_by_run   uuid,
  failures         integer not null default 0,
  last_failure     text,
  -- Out of attempts: left alone until somebody edits or asks again.
  failed_at        timestamptz,
  added_at         timestamptz not null default clock_timestamp(),
  check ((claim is null) = (claimed_by is null)),
  check ((claim is null) = (claimed_until is null))
)
with (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_threshold = 500);

create index field_processing_due
  on fieldsync.field_processing (priority, due_at) include (organization_id)
  where failed_at is null;

create index field_processing_backfill
  on fieldsync.field_processing (backfill_id) where backfill_id is not null;

-- What was derived for a template last. A derived key that holds one of the values that we wrote is ours;
-- any other value was written by a person.
create table fieldsync.processed_template (
  template_id  uuid primary key,
  -- The version that the derived values are right for, by number and name.
  revision     bigint not null,
  version      text,
  processed_at timestamptz not null,
  -- JSON that only the field-processor reads, as a whole, and so text: by field, the digests of the
  -- values that we wrote at each derived key, and of what its authors wrote.
  derived      text not null
);

-- While a row is here nothing of this organization (null: of any) is processed.
create table fieldsync.field_processing_pause (
  organization_id text unique nulls not distinct,
  paused_by       text not null,
  paused_at       timestamptz not null default clock_timestamp(),
  reason          text
);
