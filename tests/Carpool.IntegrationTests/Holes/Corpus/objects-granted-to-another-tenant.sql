-- opens: another app's login may read a table, should it ever get in
-- finds: CP6035 warning
-- in: blog
SET ROLE blog_owner;
GRANT SELECT ON public.post TO todo_app;
