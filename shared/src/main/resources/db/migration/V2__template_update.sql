-- One row per decided update. Those with a revision are the history of the template; all of them make
-- updates idempotent: an update id is decided once.
create table fieldsync.template_update (
  update_id        uuid primary key,
  template_id      uuid not null,
  organization_id  text not null,
  actor            text not null,
  source           text not null check (source in ('user', 'background', 'rollback')),
  operation        text not null check (operation in ('create', 'merge')),
  request_digest   text not null,
  status           text not null check (status in ('applied', 'conflict', 'rejected', 'failed')),
  revision         bigint check (revision > 0),
  version          text,
  previous_version text,
  -- The merge patch that led from previous_version to version.
  patch            jsonb,
  -- The whole document before this revision: at the first one, after a foreign write, every 50.
  -- The document at a version is the base at or before it with the patches since.
  base             jsonb,
  changed_paths    jsonb not null default '[]',
  problem          jsonb,
  attempts         jsonb not null,
  accepted_at      timestamptz not null,
  started_at       timestamptz not null,
  decided_at       timestamptz not null,
  check ((status = 'applied')
         = (revision is not null and version is not null and patch is not null and problem is null))
);

create unique index template_update_revision
  on fieldsync.template_update (template_id, revision) where revision is not null;

create index template_update_base
  on fieldsync.template_update (template_id, revision) where base is not null;
