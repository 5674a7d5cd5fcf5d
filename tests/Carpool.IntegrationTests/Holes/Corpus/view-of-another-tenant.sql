-- opens: an app reads through a view of another app
-- finds: CP6035 warning
-- in: blog
CREATE VIEW public.posts AS SELECT id FROM public.post;
ALTER VIEW public.posts OWNER TO todo_owner;
GRANT SELECT ON public.posts TO blog_read;
-- undo
DROP VIEW IF EXISTS public.posts;
