-- opens: nothing: PUBLIC reads a table in a database that only its app enters
-- in: blog
SET ROLE blog_owner;
GRANT SELECT ON public.post TO PUBLIC;
-- undo
REVOKE SELECT ON public.post FROM PUBLIC;
