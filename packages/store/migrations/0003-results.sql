-- Results of a run. Minutes by commune and service are not rows: they are one binary file (res.run.access_sha256).
create table res.service (
  run_id text not null, position integer not null,
  service_type text not null, label text not null, range text not null, level text, collected boolean not null,
  facilities_count double precision, communes_count double precision, frequency_ratio double precision,
  mean_minutes double precision, median_minutes double precision, p90_minutes double precision,
  appearance_population double precision, appearance_rank double precision,
  primary key (run_id, service_type)
);
create table res.range_access (
  run_id text not null, position integer not null,
  commune_code text not null, range text not null, threshold_minutes double precision not null,
  mean_minutes double precision, far_share_ratio double precision, unreachable_count integer not null,
  primary key (run_id, commune_code, range)
);
create table res.centre (
  run_id text not null, position integer not null,
  commune_code text not null, level smallint not null, score double precision not null,
  services_count integer not null, attracted_to text, attracted_minutes double precision,
  primary key (run_id, commune_code)
);
create table res.need (
  run_id text not null, position integer not null,
  commune_code text not null, indicator text not null, score double precision, rank double precision,
  missing_weight_ratio double precision not null,
  primary key (run_id, commune_code, indicator)
);
create table res.need_component (
  run_id text not null, position integer not null,
  commune_code text not null, component_id text not null, value double precision, status text not null,
  primary key (run_id, commune_code, component_id)
);
create table res.territory_figure (
  run_id text not null, position integer not null,
  kind text not null, code text not null, figure_id text not null, value double precision,
  primary key (run_id, figure_id, kind, code)
);
