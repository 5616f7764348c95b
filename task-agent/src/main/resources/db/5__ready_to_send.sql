-- What an operation carries is kept in the form in which it is sent and summed up, canonical JSON: keys in
-- order. It has no objects or lists in it, and no numbers but whole ones.
update sync_queue
   set data = (select '{' || coalesce(group_concat(json_quote(key) || ':' || case type
                                                                      when 'text' then json_quote(atom)
                                                                      when 'true' then 'true'
                                                                      when 'false' then 'false'
                                                                      when 'null' then 'null'
                                                                      else atom
                                                                    end, ',' order by key), '') || '}'
                 from json_each(sync_queue.data));

-- How many dead letters there are is asked often, and mostly there are none.
create index sync_queue_failed on sync_queue (seq) where status = 'failed';

create index task_fetch_again on task (id) where fetch_again;
