-- Whether somebody wants reminders by mail; without a row, they do.
create table app.reminder_choice (
  person_id text primary key references auth.user (id) on delete cascade,
  wanted boolean not null,
  chosen_at timestamptz not null
);
-- One line for each date that each person is told of. Claimed by the process that writes the letter; sent once the letter is gone.
create table app.reminder (
  scheme_id text not null,
  person_id text not null references auth.user (id) on delete cascade,
  key text not null,
  claimed_at timestamptz not null,
  sent_at timestamptz,
  primary key (scheme_id, person_id, key)
);
