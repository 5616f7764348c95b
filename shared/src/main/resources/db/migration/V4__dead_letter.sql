-- Records of template-updates that could not be applied, copied from template-updates.dlt, for people
-- to look at and to decide. What a foreign record may hold that is no text for PostgreSQL stays bytes.
create table fieldsync.dead_letter (
  id               uuid primary key,
  -- Where the record stood. A topic that is made anew begins at offset 0 again: the record's own time
  -- (milliseconds) tells the two apart.
  origin_topic     text not null,
  origin_partition integer not null,
  origin_offset    bigint not null,
  origin_timestamp bigint not null,
  -- unreadable: no update was decided. unwritable: it broke its transaction and was decided as failed.
  kind             text not null check (kind in ('unreadable', 'unwritable')),
  reason           text not null,
  exception_class  text,
  record_key       bytea,
  record_value     bytea,
  -- [{"name": ..., "value": base64 or null}], as they were
  record_headers   json not null,
  -- As far as the value tells.
  organization_id  text,
  template_id      uuid,
  update_id        uuid,
  actor            text,
  -- The dead letter whose replay this record was.
  replay_of        uuid,
  received_at      timestamptz not null default clock_timestamp(),
  status           text not null default 'waiting' check (status in ('waiting', 'replayed', 'dropped')),
  decided_by       text,
  decided_at       timestamptz,
  decided_reason   text,
  unique (origin_topic, origin_partition, origin_offset, origin_timestamp),
  check ((status = 'waiting') = (decided_by is null)),
  check ((status = 'waiting') = (decided_at is null)),
  check ((status = 'dropped') = (decided_reason is not null))
);

create index dead_letter_newest
  on fieldsync.dead_letter (organization_id, received_at desc, id desc);

create index dead_letter_newest_by_status
  on fieldsync.dead_letter (organization_id, status, received_at desc, id desc);

create index dead_letter_update
  on fieldsync.dead_letter (update_id, received_at desc) where update_id is not null;

create index dead_letter_replay_of
  on fieldsync.dead_letter (replay_of, received_at) where replay_of is not null;

-- Everything that people did with a dead letter.
create table fieldsync.dead_letter_action (
  id             bigint generated always as identity primary key,
  dead_letter_id uuid not null references fieldsync.dead_letter on delete cascade,
  action         text not null check (action in ('replayed', 'dropped')),
  actor          text not null,
  done_at        timestamptz not null default clock_timestamp(),
  reason         text,
  -- The update that a replay was sent as, when it could be read.
  update_id      uuid
);

create index dead_letter_action_of on fieldsync.dead_letter_action (dead_letter_id, id);
