-- Three schemas in the direction of the data: facts, results, then what people do with them.
create schema if not exists ref;
create schema if not exists res;
create schema if not exists app;

-- One published run. Its row is written last, in the transaction that writes the rest: it is the seal.
-- `json`, not `jsonb`: the manifest comes out with the bytes it went in with.
create table res.run (
  id text primary key,
  departement_code text not null,
  departement_name text not null,
  fictional boolean not null,
  cog_year integer not null,
  engine_version text not null,
  manifest json not null,
  commune_count integer not null,
  population_count double precision,
  travel_method text not null,
  access_sha256 text not null,
  geometry_sha256 text not null,
  comparison json,
  published_at timestamptz not null
);
create index run_by_departement on res.run (departement_code, published_at desc);

-- Which run a Département is served from: the last one asked for, which may be an older run built again.
create table app.served_run (
  departement_code text primary key,
  run_id text not null references res.run (id),
  served_at timestamptz not null
);
