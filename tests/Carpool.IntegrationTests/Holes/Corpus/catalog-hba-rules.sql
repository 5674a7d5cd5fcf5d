-- opens: an app reads who is let in without a password
-- finds: CP6020 error
-- in: todo
GRANT SELECT ON pg_catalog.pg_hba_file_rules TO todo_owner;
GRANT EXECUTE ON FUNCTION pg_catalog.pg_hba_file_rules() TO todo_owner;
