-- Shared rates are schedules: who may call takes the next places in time. Unlogged: emptied by a crash, when the
-- schedules begin anew a little later.
drop table fieldsync.campaign_allowance;

create unlogged table fieldsync.campaign_rate (
  -- What is limited.
  key     text primary key,
  -- The first moment that nobody has.
  next_at timestamptz not null
)
with (fillfactor = 10, autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 1000,
      autovacuum_vacuum_cost_delay = 0);
