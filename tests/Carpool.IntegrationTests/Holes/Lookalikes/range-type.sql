-- opens: nothing: a range type comes with functions in internal, which belong to the superuser whoever made the type
-- in: blog
SET ROLE blog_owner;
CREATE TYPE public.span AS RANGE (subtype = double precision);
-- undo
DROP TYPE public.span;
