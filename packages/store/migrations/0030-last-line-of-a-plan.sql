-- Each reader of a plan asks for its last line of history: whether anything was written since they read it.
create index history_of_scheme on app.plan_history (scheme_id, position);
