-- opens: whoever may use a foreign server goes back into the cluster as another app
-- needs: extension postgres_fdw
-- finds: CP6015 error
-- plain: unknown
-- in: shop
CREATE EXTENSION postgres_fdw;
CREATE SERVER neighbour FOREIGN DATA WRAPPER postgres_fdw OPTIONS (host '127.0.0.1', port ':port', dbname 'blog');
GRANT USAGE ON FOREIGN SERVER neighbour TO PUBLIC;
CREATE USER MAPPING FOR PUBLIC SERVER neighbour OPTIONS (user 'blog_app', password 'hole-password');
-- undo
DROP EXTENSION IF EXISTS postgres_fdw CASCADE;
