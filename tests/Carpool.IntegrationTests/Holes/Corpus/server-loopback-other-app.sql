-- opens: a foreign server leads back into the cluster, as another app's login
-- needs: extension postgres_fdw
-- finds: CP6015 error
-- plain: unknown
-- in: blog
CREATE EXTENSION postgres_fdw;
CREATE SERVER neighbour FOREIGN DATA WRAPPER postgres_fdw OPTIONS (host '127.0.0.1', port ':port', dbname 'todo');
GRANT USAGE ON FOREIGN SERVER neighbour TO blog_owner;
CREATE USER MAPPING FOR blog_owner SERVER neighbour OPTIONS (user 'todo_app', password 'hole-password');
-- undo
DROP EXTENSION IF EXISTS postgres_fdw CASCADE;
