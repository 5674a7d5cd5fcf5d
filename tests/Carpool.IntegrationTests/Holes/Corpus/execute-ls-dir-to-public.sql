-- opens: anybody in a database sees the server's files
-- finds: CP6019 error
-- in: todo
GRANT EXECUTE ON FUNCTION pg_catalog.pg_ls_dir(text) TO PUBLIC;
