-- opens: an app makes the server change its WAL segment as often as it likes
-- finds: CP6019 error
-- in: blog
GRANT EXECUTE ON FUNCTION pg_catalog.pg_switch_wal() TO blog_jobs;
