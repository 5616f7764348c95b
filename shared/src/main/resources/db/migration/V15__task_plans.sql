-- Tasks are looked for by (organization_id, owner, id) and by (organization_id, owner, version). As long as the table has
-- no statistics, in the first minute of an installation, both indexes look alike to the planner, and it took the one by
-- version to look for ids: all tasks of the owner for each id. This index is for those alone who say version > 0, which
-- every version is.
drop index fieldsync.task_changes;

create unique index task_changes on fieldsync.task (organization_id, owner, version) where version > 0;

alter table fieldsync.task add check (version > 0);

-- Nobody selects by these: to analyze them is most of the work of analyzing, and comes again with every tenth of growth.
alter table fieldsync.task
  alter column server_id set statistics 0,
  alter column title set statistics 0,
  alter column description set statistics 0,
  alter column completed set statistics 0,
  alter column created_at set statistics 0,
  alter column updated_at set statistics 0,
  alter column action set statistics 0,
  alter column claimed_at set statistics 0,
  alter column operation_id set statistics 0,
  alter column device set statistics 0;

alter table fieldsync.task_operation
  alter column action set statistics 0,
  alter column digest set statistics 0,
  alter column problem set statistics 0,
  alter column version set statistics 0,
  alter column claimed_at set statistics 0,
  alter column updated_at set statistics 0,
  alter column incoming set statistics 0,
  alter column stored set statistics 0,
  alter column accepted_at set statistics 0;
