-- A change of the task was given up here: what the row says may be what nobody wants any more, until
-- the server says what the task is.
drop view task_status;

alter table task add column fetch_again integer not null default 0 check (fetch_again in (0, 1));

-- The worst of a task's entries in the queue says its status; what is to be fetched again waits.
create view task_status as
select t.*,
       (select case
                 when max(q.status = 'failed') then 'failed'
                 when max(q.status = 'error') then 'error'
                 when max(q.status = 'in-progress') then 'in-progress'
                 when count(*) > 0 or t.fetch_again then 'pending'
                 else 'synced'
               end
          from sync_queue q
         where q.task_id = t.id) as sync_status
  from task t;
