-- opens: a foreign server leads back into the cluster, as a superuser
-- needs: extension postgres_fdw
-- finds: CP6015 error
-- plain: unknown
-- in: todo
CREATE EXTENSION postgres_fdw;
CREATE SERVER home FOREIGN DATA WRAPPER postgres_fdw OPTIONS (host 'localhost', port ':port', dbname 'postgres');
GRANT USAGE ON FOREIGN SERVER home TO todo_app;
CREATE USER MAPPING FOR todo_app SERVER home OPTIONS (user 'postgres', password 'hole-password');
-- undo
DROP EXTENSION IF EXISTS postgres_fdw CASCADE;
