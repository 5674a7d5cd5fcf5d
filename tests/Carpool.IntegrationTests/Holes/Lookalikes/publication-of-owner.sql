-- opens: nothing: an app publishes a table of its own
-- in: blog
SET ROLE blog_owner;
CREATE PUBLICATION feed FOR TABLE public.post;
-- undo
DROP PUBLICATION feed;
