-- In the name of which owner of the scheme somebody validates: a role, which no renaming touches. Null: of neither.
alter table app.rights_grant add column owner text check (owner in ('departement', 'prefecture'));
alter table app.invitation add column owner text check (owner in ('departement', 'prefecture'));

-- Rights already given keep what they allowed: the kind that the plan gives to the organisation of that name, else what its name says.
-- Accents are folded by hand: not every database knows them.
create function app.folded(name text) returns text language sql immutable as
  $$ select lower(translate(trim(name), 'ÀÂÄÉÈÊËÎÏÔÖÙÛÜÇàâäéèêëîïôöùûüç’', 'AAAEEEEIIOOUUUCaaaeeeeiioouuuc''')) $$;
create temporary table known_organisation on commit drop as
  select p.scheme_id, app.folded(o.value ->> 'name') as name, max(o.value ->> 'kind') as kind
  from app.plan p, json_array_elements(coalesce(p.content -> 'organisations', '[]'::json)) as o(value)
  group by 1, 2;
create function app.owner_of_name(scheme text, organisation text) returns text language sql stable as
  $$ select case
    when exists (select 1 from known_organisation k where k.scheme_id = scheme and k.name = app.folded(organisation))
      then (select k.kind from known_organisation k
            where k.scheme_id = scheme and k.name = app.folded(organisation) and k.kind in ('departement', 'prefecture'))
    when app.folded(organisation) ~ '^(le )?(conseil )?departement' then 'departement'
    when app.folded(organisation) ~ '^(la |le |l'')?((sous-)?(prefecture|prefet)|etat($|[^a-z]))' then 'prefecture'
  end $$;
update app.rights_grant set owner = app.owner_of_name(scheme_id, organisation) where level in ('validate', 'own');
update app.invitation set owner = app.owner_of_name(scheme_id, organisation) where level in ('validate', 'own');
drop function app.owner_of_name(text, text);
drop function app.folded(text);
drop table known_organisation;
