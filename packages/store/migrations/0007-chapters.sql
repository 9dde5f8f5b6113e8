-- The chapters of a run that its pages read whole: one document each, named as in the domain.
create table res.chapter (
  run_id text not null, position integer not null,
  name text not null, content json not null,
  primary key (run_id, name)
);
create trigger sealed before update or delete on res.chapter for each row execute function res.refuse_change();
create trigger not_emptied before truncate on res.chapter for each statement execute function res.refuse_change();
create trigger not_added_to after insert on res.chapter referencing new table as added for each statement execute function res.refuse_addition();
