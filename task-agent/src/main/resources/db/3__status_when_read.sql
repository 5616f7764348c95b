-- A task's status is found when somebody looks, not kept: syncing writes no row for it.
drop trigger status_after_add;

drop trigger status_after_change;

drop trigger status_after_confirm;

alter table task drop column sync_status;

-- The worst of a task's entries in the queue says its status.
create view task_status as
select t.*,
       (select case
                 when max(q.status = 'failed') then 'failed'
                 when max(q.status = 'error') then 'error'
                 when max(q.status = 'in-progress') then 'in-progress'
                 when count(*) > 0 then 'pending'
                 else 'synced'
               end
          from sync_queue q
         where q.task_id = t.id) as sync_status
  from task t;
