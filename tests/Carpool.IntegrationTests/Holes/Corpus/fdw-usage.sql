-- opens: an app may make foreign servers to anywhere
-- needs: extension postgres_fdw
-- finds: CP6016 warning
-- in: todo
CREATE EXTENSION postgres_fdw;
GRANT USAGE ON FOREIGN DATA WRAPPER postgres_fdw TO todo_owner;
-- undo
DROP EXTENSION IF EXISTS postgres_fdw CASCADE;
