-- opens: an app's login stops its neighbours' autovacuum
-- from: 18
-- finds: CP6011 error
GRANT pg_signal_autovacuum_worker TO blog_app;
