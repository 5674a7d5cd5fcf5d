-- opens: an app owns a view in the database that new ones are copied from
-- finds: CP6036 warning
-- in: template1
CREATE VIEW public.tables AS SELECT relname FROM pg_catalog.pg_class;
ALTER VIEW public.tables OWNER TO todo_app;
-- undo
DROP VIEW public.tables;
