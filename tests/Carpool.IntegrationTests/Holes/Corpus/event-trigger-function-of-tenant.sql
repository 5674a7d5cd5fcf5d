-- opens: a superuser's statements in a database run an app's function
-- finds: CP6025 error
-- in: blog
CREATE FUNCTION public.watch() RETURNS event_trigger LANGUAGE plpgsql AS $$BEGIN END$$;
ALTER FUNCTION public.watch() OWNER TO blog_owner;
CREATE EVENT TRIGGER watch ON ddl_command_end EXECUTE FUNCTION public.watch();
-- undo
DROP EVENT TRIGGER IF EXISTS watch;
DROP FUNCTION IF EXISTS public.watch();
