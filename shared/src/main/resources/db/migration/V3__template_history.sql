-- What the history of templates needs beyond merge patches: three-way merges, JSON Patch, rollback.
alter table fieldsync.template_update
  drop constraint template_update_operation_check,
  add constraint template_update_operation_check
    check (operation in ('create', 'merge', 'json-patch', 'rollback')),
  -- How to read "patch": RFC 7386 or RFC 6902.
  add column patch_format text not null default 'merge-patch'
    check (patch_format in ('merge-patch', 'json-patch')),
  -- What both sides of a three-way merge had changed: path, base, theirs, yours, resolution.
  add column conflicts jsonb not null default '[]',
  -- The gateway put it into the request log.
  add column queued_at timestamptz,
  -- The template's last_user_update as of this version.
  add column last_user_update timestamptz,
  -- Times of the document in "base", when it was written by somebody else.
  add column base_updated_at timestamptz,
  add column base_last_user_update timestamptz;

-- So far every version was made by a user.
update fieldsync.template_update set last_user_update = decided_at where revision is not null;

-- The history is trimmed by age, if at all; a block range index costs writers nothing.
create index template_update_decided_at on fieldsync.template_update using brin (decided_at);
