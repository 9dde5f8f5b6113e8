-- Facts as a run saw them. `position` keeps the order in which the run gave them.
create table ref.commune (
  run_id text not null, position integer not null,
  code text not null, name text not null, departement_code text not null, region_code text, epci_code text,
  arrondissement_code text, canton_code text, population_count double precision,
  lon double precision not null, lat double precision not null, centre_method text not null,
  area_km2 double precision, is_own boolean not null,
  primary key (run_id, code)
);
create table ref.territory (
  run_id text not null, position integer not null,
  kind text not null, code text not null, name text not null,
  primary key (run_id, kind, code)
);
create table ref.qpv (
  run_id text not null, position integer not null,
  code text not null, name text, commune_codes jsonb not null,
  primary key (run_id, position)
);
create table ref.qpv_perimeter (
  run_id text not null, position integer not null,
  code text, commune_code text, label text, geometry json not null,
  primary key (run_id, position)
);
create table ref.france_services_site (
  run_id text not null, position integer not null,
  id text not null, name text not null, commune_code text not null, address text,
  lon double precision, lat double precision, format text, telephone text,
  week_hours json not null, weekly_open_minutes double precision,
  primary key (run_id, position)
);
create table ref.station (
  run_id text not null, position integer not null,
  code text not null, name text not null, lon double precision not null, lat double precision not null,
  has_passengers boolean not null,
  primary key (run_id, position)
);
create table ref.extra_indicator (
  run_id text not null, position integer not null,
  geography text not null, area_code text not null, indicator_id text not null,
  value double precision, status text not null,
  primary key (run_id, position)
);
create index extra_indicator_by_id on ref.extra_indicator (run_id, indicator_id);
