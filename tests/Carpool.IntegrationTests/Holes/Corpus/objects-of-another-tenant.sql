-- opens: a table in one app's database belongs to another app
-- finds: CP6035 warning
-- in: blog
CREATE TABLE public.shared (id integer);
ALTER TABLE public.shared OWNER TO todo_owner;
-- undo
DROP TABLE public.shared;
