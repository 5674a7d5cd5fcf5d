-- opens: a membership leads to a role that may call a function of a superuser
-- finds: CP6012 error
-- in: shop
CREATE ROLE callers;
CREATE FUNCTION public.report() RETURNS bigint LANGUAGE sql SECURITY DEFINER AS 'SELECT pg_catalog.count(*) FROM pg_catalog.pg_authid';
REVOKE ALL ON FUNCTION public.report() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION public.report() TO callers;
GRANT callers TO shop_report;
-- undo
DROP FUNCTION public.report();
DROP ROLE callers;
