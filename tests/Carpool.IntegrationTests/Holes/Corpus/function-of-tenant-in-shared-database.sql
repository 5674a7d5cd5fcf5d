-- opens: an app owns a function where those who run the cluster work
-- finds: CP6036 warning
CREATE FUNCTION public.lower(text) RETURNS text LANGUAGE sql AS 'SELECT $1';
ALTER FUNCTION public.lower(text) OWNER TO blog_owner;
-- undo
DROP FUNCTION public.lower(text);
