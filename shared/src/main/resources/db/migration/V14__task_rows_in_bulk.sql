-- Who writes a task holds its owner's row in task_scope, which that transaction has made or locked and
-- nobody deletes: looking it up again for each task says nothing new.
alter table fieldsync.task drop constraint task_organization_id_owner_fkey;

-- Rows that are copied in get the time of the copy, under the owner's lock: a default that is another one for
-- each row would have them written one by one.
alter table fieldsync.task alter column changed_at set default statement_timestamp();

alter table fieldsync.task_operation alter column decided_at set default statement_timestamp();
