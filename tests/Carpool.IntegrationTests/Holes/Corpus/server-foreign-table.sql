-- opens: an app reads another's table through a foreign table that a superuser made for it
-- needs: extension postgres_fdw
-- finds: CP6015 error
-- plain: unknown
-- in: shop
CREATE EXTENSION postgres_fdw;
CREATE SERVER neighbour FOREIGN DATA WRAPPER postgres_fdw OPTIONS (hostaddr '127.0.0.1', port ':port', dbname 'todo');
CREATE USER MAPPING FOR PUBLIC SERVER neighbour OPTIONS (user 'todo_app', password 'hole-password');
CREATE FOREIGN TABLE public.task (id integer, title text) SERVER neighbour;
GRANT SELECT ON public.task TO shop_read;
-- undo
DROP EXTENSION IF EXISTS postgres_fdw CASCADE;
