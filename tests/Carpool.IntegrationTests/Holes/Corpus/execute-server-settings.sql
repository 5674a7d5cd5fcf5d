-- opens: an app sees every line of the configuration files
-- finds: CP6019 error
-- in: todo
GRANT EXECUTE ON FUNCTION pg_catalog.pg_show_all_file_settings() TO todo_owner;
