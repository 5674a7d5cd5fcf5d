-- opens: an app owns a function in C
-- needs: extension pgcrypto
-- finds: CP6014 error
-- in: blog
CREATE FUNCTION public.ticket() RETURNS uuid LANGUAGE c AS '$libdir/pgcrypto', 'pg_random_uuid';
ALTER FUNCTION public.ticket() OWNER TO blog_owner;
-- undo
DROP FUNCTION public.ticket();
