-- opens: a foreign server without a host leads over the socket into the cluster
-- needs: extension postgres_fdw
-- finds: CP6015 error
-- plain: unknown
-- in: blog
CREATE EXTENSION postgres_fdw;
CREATE SERVER here FOREIGN DATA WRAPPER postgres_fdw OPTIONS (dbname 'shop', port ':port');
GRANT USAGE ON FOREIGN SERVER here TO blog_owner;
CREATE USER MAPPING FOR blog_owner SERVER here OPTIONS (user 'shop_app', password 'hole-password');
-- undo
DROP EXTENSION IF EXISTS postgres_fdw CASCADE;
