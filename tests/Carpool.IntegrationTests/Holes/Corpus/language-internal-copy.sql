-- opens: a copy of a function of the server, without what keeps it from everybody
-- finds: CP6014 error
-- in: shop
CREATE FUNCTION public.logs(OUT name text, OUT size bigint, OUT modification timestamptz) RETURNS SETOF record LANGUAGE internal AS 'pg_ls_logdir';
-- undo
DROP FUNCTION public.logs();
