-- opens: an app makes the server read its configuration
-- finds: CP6019 error
-- in: todo
GRANT EXECUTE ON FUNCTION pg_catalog.pg_reload_conf() TO todo_owner;
