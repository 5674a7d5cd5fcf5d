-- opens: nothing: a superuser's function that nobody else may call
-- in: blog
CREATE FUNCTION public.report() RETURNS bigint LANGUAGE sql SECURITY DEFINER AS 'SELECT pg_catalog.count(*) FROM pg_catalog.pg_authid';
REVOKE ALL ON FUNCTION public.report() FROM PUBLIC;
-- undo
DROP FUNCTION public.report();
