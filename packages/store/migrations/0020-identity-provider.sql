-- Sessions that an identity provider opened after asking for two factors.
alter table auth.session add column multi_factor boolean not null default false;
-- One identity opens one account: two browsers that link it at the same time link it once.
create unique index account_of_identity on auth.account (provider_id, account_id);
