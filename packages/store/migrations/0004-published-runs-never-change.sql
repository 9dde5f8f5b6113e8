-- Once res.run holds a run, nothing of it may be added, altered or removed: pages cache it forever and reports cite it.
create function res.refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'published rows never change: % on %.%', tg_op, tg_table_schema, tg_table_name using errcode = 'MA001';
end $$;

create function res.refuse_addition() returns trigger language plpgsql as $$
begin
  if exists (select 1 from added join res.run on res.run.id = added.run_id) then
    raise exception 'published rows never change: % on %.%', tg_op, tg_table_schema, tg_table_name using errcode = 'MA001';
  end if;
  return null;
end $$;

create trigger sealed before update or delete on res.run for each row execute function res.refuse_change();
create trigger not_emptied before truncate on res.run for each statement execute function res.refuse_change();

do $$
declare target text;
begin
  foreach target in array array[
    'ref.commune', 'ref.territory', 'ref.qpv', 'ref.qpv_perimeter', 'ref.france_services_site', 'ref.station',
    'ref.extra_indicator', 'res.service', 'res.range_access', 'res.centre', 'res.need', 'res.need_component',
    'res.territory_figure'
  ] loop
    execute format('create trigger sealed before update or delete on %s for each row execute function res.refuse_change()', target);
    execute format('create trigger not_emptied before truncate on %s for each statement execute function res.refuse_change()', target);
    execute format('create trigger not_added_to after insert on %s referencing new table as added for each statement execute function res.refuse_addition()', target);
  end loop;
end $$;
