-- opens: anybody in a database may call a function that runs as a superuser
-- finds: CP6012 error
-- in: blog
CREATE FUNCTION public.count_files() RETURNS bigint LANGUAGE sql SECURITY DEFINER AS 'SELECT pg_catalog.count(*) FROM pg_catalog.pg_ls_dir(''.'')';
-- undo
DROP FUNCTION public.count_files();
