-- One row per person: the lock under which that person's tasks are written, and the counter that orders
-- the writes. It is bumped and read under the lock, so its order is the order of the commits.
create table fieldsync.task_scope (
  organization_id text not null,
  owner           text not null,
  version         bigint not null default 0,
  -- Tombstones up to this version are gone; who has not pulled further must begin again.
  horizon         bigint not null default 0,
  primary key (organization_id, owner)
)
with (fillfactor = 50);

-- The tasks as they are, deleted ones as tombstones.
create table fieldsync.task (
  organization_id text not null,
  owner           text not null,
  -- Given by whoever made it; unique for its owner.
  id              uuid not null,
  server_id       uuid not null,
  title           text not null,
  description     text,
  completed       boolean not null,
  created_at      timestamptz not null,
  is_deleted      boolean not null,
  -- Of the scope's counter, at the last write.
  version         bigint not null,
  -- The write that stands: what the next one competes with.
  updated_at      timestamptz not null,
  action          text not null check (action in ('create', 'update', 'delete')),
  claimed_at      timestamptz not null,
  operation_id    uuid not null,
  device          text,
  changed_at      timestamptz not null default clock_timestamp(),
  primary key (organization_id, owner, id),
  foreign key (organization_id, owner) references fieldsync.task_scope,
  check (is_deleted = (action = 'delete'))
)
with (fillfactor = 80);

create unique index task_changes on fieldsync.task (organization_id, owner, version);

create index task_tombstone on fieldsync.task (changed_at) where is_deleted;

-- What became of every operation: the idempotency record and the log of conflicts.
create table fieldsync.task_operation (
  organization_id text not null,
  owner           text not null,
  id              uuid not null,
  task_id         uuid not null,
  action          text not null check (action in ('create', 'update', 'delete')),
  device          text,
  digest          text not null,
  -- applied: it stands or stood. superseded: a later write stood already. rejected: it can never be
  -- applied. failed: it broke its transaction; a later attempt may decide it anew.
  status          text not null check (status in ('applied', 'superseded', 'rejected', 'failed')),
  problem         text,
  -- The version of the task after it.
  version         bigint,
  claimed_at      timestamptz not null,
  updated_at      timestamptz not null,
  -- In a conflict both sides as they were: nothing that a person wrote is gone.
  conflict        boolean not null,
  incoming        jsonb,
  stored          jsonb,
  accepted_at     timestamptz not null,
  decided_at      timestamptz not null default clock_timestamp(),
  primary key (organization_id, owner, id),
  check (conflict = (stored is not null)),
  check ((problem is not null) = (status in ('rejected', 'failed')))
);

create index task_conflict on fieldsync.task_operation (organization_id, owner, decided_at desc, id desc)
  where conflict;

create index task_operation_age on fieldsync.task_operation (decided_at);
