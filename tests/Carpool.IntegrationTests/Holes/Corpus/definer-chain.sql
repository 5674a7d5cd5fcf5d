-- opens: a function runs as a helper that is a member of another app's owner
-- finds: CP6012 error
-- in: blog
CREATE ROLE helper;
GRANT todo_owner TO helper;
CREATE FUNCTION public.help() RETURNS name LANGUAGE sql SECURITY DEFINER AS 'SELECT CURRENT_USER';
ALTER FUNCTION public.help() OWNER TO helper;
-- undo
DROP FUNCTION public.help();
DROP ROLE helper;
