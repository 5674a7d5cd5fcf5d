-- opens: nothing: a superuser's function that runs as its caller
-- in: blog
CREATE FUNCTION public.twice(n integer) RETURNS integer LANGUAGE sql AS 'SELECT n * 2';
-- undo
DROP FUNCTION public.twice(integer);
