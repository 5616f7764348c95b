-- The tasks as this device sees them, deleted ones included.
create table task (
  id             text primary key,
  title          text not null,
  description    text,
  completed      integer not null check (completed in (0, 1)),
  created_at     text not null,
  updated_at     text not null,
  is_deleted     integer not null check (is_deleted in (0, 1)),
  sync_status    text not null
                 check (sync_status in ('pending', 'in-progress', 'synced', 'error', 'failed')),
  server_id      text,
  -- The server's version of the task that this device has seen last.
  version        integer,
  last_synced_at text
) strict;

-- What this device did and the server has not confirmed, in the order in which it happened.
create table sync_queue (
  seq             integer primary key autoincrement,
  -- Identity of the operation: the server applies it once however often it is sent.
  id              text not null unique,
  task_id         text not null references task (id),
  operation       text not null check (operation in ('create', 'update', 'delete')),
  -- The task as it was then, JSON.
  data            text not null,
  created_at      text not null,
  retry_count     integer not null default 0 check (retry_count >= 0),
  status          text not null default 'pending'
                  check (status in ('pending', 'in-progress', 'error', 'failed')),
  -- Milliseconds since 1970.
  next_attempt_at integer not null default 0,
  last_error      text,
  failed_at       text,
  check ((status = 'failed') = (failed_at is not null))
) strict;

create index sync_queue_of_task on sync_queue (task_id, seq);
create index sync_queue_waiting on sync_queue (seq) where status <> 'failed';
create index sync_queue_retry on sync_queue (next_attempt_at) where status = 'error';

-- Changes of the same task by another side, and who won; both as they were.
create table sync_conflict (
  id           integer primary key autoincrement,
  operation_id text not null,
  task_id      text not null references task (id) on delete cascade,
  operation    text not null,
  winner       text not null check (winner in ('client', 'server')),
  local_data   text not null,
  server_data  text,
  resolved_at  text not null
) strict;

create table sync_state (
  one          integer primary key check (one = 1),
  device_id    text not null,
  -- How far other devices' changes were pulled, as the server says.
  checkpoint   text,
  -- All is pulled again from the beginning.
  resetting    integer not null default 0 check (resetting in (0, 1)),
  last_sync_at text,
  -- The person wants to be offline.
  offline      integer not null default 0 check (offline in (0, 1))
) strict;

insert into sync_state (one, device_id)
values (1, 'device-' || lower(hex(randomblob(8))));
