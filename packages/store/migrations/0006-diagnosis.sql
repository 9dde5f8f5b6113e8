-- How much a rank owes to the weights: absent from runs published before.
alter table res.need add column rank_low double precision, add column rank_high double precision, add column class_change_ratio double precision;

-- Priorities, types, neighbourhoods, survey and findings of a run: one document, which its pages read whole.
create table res.diagnosis (
  run_id text not null, position integer not null,
  content json not null,
  primary key (run_id)
);
create trigger sealed before update or delete on res.diagnosis for each row execute function res.refuse_change();
create trigger not_emptied before truncate on res.diagnosis for each statement execute function res.refuse_change();
create trigger not_added_to after insert on res.diagnosis referencing new table as added for each statement execute function res.refuse_addition();
