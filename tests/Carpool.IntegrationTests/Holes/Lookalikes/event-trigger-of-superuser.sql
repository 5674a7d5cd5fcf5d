-- opens: nothing: a superuser's event trigger calls a superuser's function
-- in: blog
CREATE FUNCTION public.watch() RETURNS event_trigger LANGUAGE plpgsql AS $$BEGIN END$$;
CREATE EVENT TRIGGER watch ON ddl_command_end EXECUTE FUNCTION public.watch();
-- undo
DROP EVENT TRIGGER watch;
DROP FUNCTION public.watch();
