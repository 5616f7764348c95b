-- A task's status follows from its entries in the queue: the worst of them says it.
create trigger status_after_add after insert on sync_queue begin
  update task
     set sync_status = (select case
                             when max(status = 'failed') then 'failed'
                             when max(status = 'error') then 'error'
                             when max(status = 'in-progress') then 'in-progress'
                             when count(*) > 0 then 'pending'
                             else 'synced'
                           end
                      from sync_queue
                     where task_id = new.task_id)
   where id = new.task_id; end;

create trigger status_after_change after update of status on sync_queue begin
  update task
     set sync_status = (select case
                             when max(status = 'failed') then 'failed'
                             when max(status = 'error') then 'error'
                             when max(status = 'in-progress') then 'in-progress'
                             when count(*) > 0 then 'pending'
                             else 'synced'
                           end
                      from sync_queue
                     where task_id = new.task_id)
   where id = new.task_id; end;

create trigger status_after_confirm after delete on sync_queue begin
  update task
     set sync_status = (select case
                             when max(status = 'failed') then 'failed'
                             when max(status = 'error') then 'error'
                             when max(status = 'in-progress') then 'in-progress'
                             when count(*) > 0 then 'pending'
                             else 'synced'
                           end
                      from sync_queue
                     where task_id = old.task_id)
   where id = old.task_id; end;

update task
   set sync_status = (select case
                             when max(status = 'failed') then 'failed'
                             when max(status = 'error') then 'error'
                             when max(status = 'in-progress') then 'in-progress'
                             when count(*) > 0 then 'pending'
                             else 'synced'
                           end
                      from sync_queue
                     where task_id = task.id);
