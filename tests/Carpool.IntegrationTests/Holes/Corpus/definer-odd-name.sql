-- opens: a function with a name that has to be quoted runs as a superuser
-- finds: CP6012 error
-- in: blog
CREATE SCHEMA "Tools; old";
GRANT USAGE ON SCHEMA "Tools; old" TO blog_read;
CREATE FUNCTION "Tools; old"."it's ""fine"""(public.post[]) RETURNS integer LANGUAGE sql SECURITY DEFINER AS 'SELECT 1';
-- undo
DROP SCHEMA "Tools; old" CASCADE;
