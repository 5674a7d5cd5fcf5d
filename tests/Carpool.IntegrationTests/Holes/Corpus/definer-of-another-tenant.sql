-- opens: a function in one app's database runs as another app's owner
-- finds: CP6012 error
-- in: shop
CREATE FUNCTION public.peek() RETURNS name LANGUAGE sql SECURITY DEFINER AS 'SELECT CURRENT_USER';
ALTER FUNCTION public.peek() OWNER TO todo_owner;
-- undo
DROP FUNCTION public.peek();
