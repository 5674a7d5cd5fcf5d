-- opens: anybody in a database may call a function that runs as the admin
-- finds: CP6012 error
-- in: todo
CREATE FUNCTION public.tidy() RETURNS void LANGUAGE sql SECURITY DEFINER AS '';
ALTER FUNCTION public.tidy() OWNER TO :admin;
-- undo
DROP FUNCTION public.tidy();
