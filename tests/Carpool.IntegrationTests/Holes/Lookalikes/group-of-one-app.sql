-- opens: nothing: a group that reads one table, with the app's own login in it
-- in: blog
CREATE ROLE post_readers;
SET ROLE blog_owner;
GRANT SELECT ON public.post TO post_readers;
RESET ROLE;
GRANT post_readers TO blog_jobs;
-- undo
DROP OWNED BY post_readers;
DROP ROLE post_readers;
