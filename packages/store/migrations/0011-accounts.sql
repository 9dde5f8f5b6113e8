-- People and their sessions: the tables of the sign-in library, in a schema of their own.
create schema if not exists auth;
create table auth.user (
  id text primary key, name text not null, email text not null unique, email_verified boolean not null default false,
  image text, two_factor_enabled boolean default false,
  created_at timestamptz not null default now(), updated_at timestamptz not null default now()
);
create table auth.session (
  id text primary key, expires_at timestamptz not null, token text not null unique,
  ip_address text, user_agent text, user_id text not null references auth.user (id) on delete cascade,
  created_at timestamptz not null default now(), updated_at timestamptz not null default now()
);
create index session_of_user on auth.session (user_id);
create table auth.account (
  id text primary key, account_id text not null, provider_id text not null,
  user_id text not null references auth.user (id) on delete cascade,
  access_token text, refresh_token text, id_token text,
  access_token_expires_at timestamptz, refresh_token_expires_at timestamptz, scope text, password text,
  created_at timestamptz not null default now(), updated_at timestamptz not null default now()
);
create index account_of_user on auth.account (user_id);
create table auth.verification (
  id text primary key, identifier text not null, value text not null, expires_at timestamptz not null,
  created_at timestamptz not null default now(), updated_at timestamptz not null default now()
);
create index verification_by_identifier on auth.verification (identifier);
create table auth.two_factor (
  id text primary key, secret text not null, backup_codes text not null,
  user_id text not null references auth.user (id) on delete cascade,
  verified boolean default true, failed_verification_count integer default 0, locked_until timestamptz
);
create index two_factor_of_user on auth.two_factor (user_id);

-- What each person may do, on which part of which scheme, in the name of which organisation.
create table app.rights_grant (
  id uuid primary key,
  person_id text not null references auth.user (id) on delete cascade,
  scheme_id text not null,
  part text not null,
  level text not null,
  organisation text not null default '',
  granted_by text not null,
  granted_at timestamptz not null,
  unique (person_id, scheme_id, part)
);
create index grant_of_scheme on app.rights_grant (scheme_id);

-- An invitation is a secret link: only its hash is kept.
create table app.invitation (
  id uuid primary key,
  token_hash text not null unique,
  email text not null,
  scheme_id text not null,
  part text not null,
  level text not null,
  organisation text not null default '',
  invited_by text not null,
  invited_at timestamptz not null,
  expires_at timestamptz not null,
  accepted_at timestamptz,
  revoked_at timestamptz
);

-- Every write, whoever asked and whatever came of it: only ever added to. No text that was typed, no address of a person.
create table app.audit_entry (
  position bigint generated always as identity primary key,
  happened_at timestamptz not null,
  actor_id text not null,
  action text not null,
  target text not null,
  status integer not null
);
create trigger kept before update or delete on app.audit_entry for each row execute function app.refuse_change();
create trigger not_emptied before truncate on app.audit_entry for each statement execute function app.refuse_change();
