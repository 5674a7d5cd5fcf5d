-- opens: anybody in an app's database may call a function that runs as its owner
-- finds: CP6013 warning
-- in: blog
SET ROLE blog_owner;
CREATE FUNCTION public.publish() RETURNS void LANGUAGE sql SECURITY DEFINER AS 'UPDATE public.post SET body = body';
GRANT EXECUTE ON FUNCTION public.publish() TO PUBLIC;
-- undo
DROP FUNCTION public.publish();
