-- Jobs of one claim that are done alike are recorded as one row; none of their own rows is touched. Such a job's row
-- says for ever that it is ready at the step before; campaign_job_now says what is so.
create table fieldsync.campaign_done (
  campaign_id uuid not null,
  -- What came of their last step.
  result_id   bigint not null,
  -- The step at which they are done.
  step        text not null,
  -- The claim under which it was recorded.
  token       bigint not null,
  -- No job is in two of these.
  jobs        int8multirange not null check (not isempty(jobs)),
  -- From the first to the last: what is searched for a job.
  span        int8range not null generated always as (range_merge(jobs)) stored,
  primary key (campaign_id, result_id)
);

-- Three times as fast as GiST here.
create index campaign_done_span on fieldsync.campaign_done using spgist (span);

create view fieldsync.campaign_job_now as
select j.id, j.campaign_id, j.address, j.spelling, j.attributes,
       coalesce(d.step, j.step) as step,
       case when d.jobs is null then j.state else 'done' end as state,
       (case when d.jobs is null then j.visit else j.visit + 1 end)::smallint as visit,
       (case when d.jobs is null then j.attempt else 0 end)::smallint as attempt,
       (case when d.jobs is null then j.lapses else 0 end)::smallint as lapses,
       case when d.jobs is null then j.results else j.results || d.result_id end as results,
       j.reply_id
  from fieldsync.campaign_job j
  -- Only what its row says is ready is looked for.
  left join fieldsync.campaign_done d
       on d.span @> case when j.state = 'ready' then j.id end and d.jobs @> j.id;
