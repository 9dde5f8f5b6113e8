-- The places of the offer, one record each, and the facilities that are counted without their places.
create table res.place (
  run_id text not null, position integer not null,
  place_id text not null, service_type text not null, name text, commune_code text not null, address text,
  lon double precision, lat double precision, channel text not null,
  weekly_hours double precision, hours_text text, telephone text, count integer not null,
  sources jsonb not null, said json not null,
  primary key (run_id, position),
  unique (run_id, place_id)
);
create index place_of_commune on res.place (run_id, commune_code);
create index place_of_service on res.place (run_id, service_type);
create trigger sealed before update or delete on res.place for each row execute function res.refuse_change();
create trigger not_emptied before truncate on res.place for each statement execute function res.refuse_change();
create trigger not_added_to after insert on res.place referencing new table as added for each statement execute function res.refuse_addition();
