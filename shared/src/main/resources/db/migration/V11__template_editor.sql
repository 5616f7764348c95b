-- Who has a template open for editing, each for a few seconds more. Worth nothing after a crash, so it
-- is kept out of the write-ahead log.
create unlogged table fieldsync.template_editor (
  template_id uuid not null,
  -- A window, named by itself.
  editor_id   uuid not null,
  actor       text not null,
  since       timestamptz not null default clock_timestamp(),
  until       timestamptz not null,
  primary key (template_id, editor_id)
);

create index template_editor_until on fieldsync.template_editor (until);
