-- opens: an app's owner was a superuser for a day, and owns an event trigger since
-- finds: CP6025 error
-- in: todo
CREATE FUNCTION public.watch() RETURNS event_trigger LANGUAGE plpgsql AS $$BEGIN END$$;
CREATE EVENT TRIGGER watch ON sql_drop EXECUTE FUNCTION public.watch();
ALTER ROLE todo_owner SUPERUSER;
ALTER EVENT TRIGGER watch OWNER TO todo_owner;
ALTER ROLE todo_owner NOSUPERUSER;
-- undo
DROP EVENT TRIGGER IF EXISTS watch;
DROP FUNCTION IF EXISTS public.watch();
