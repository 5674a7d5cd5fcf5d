-- opens: a function runs as a role that may run programs on the server
-- finds: CP6012 error
-- in: todo
CREATE ROLE runner;
GRANT pg_execute_server_program TO runner;
CREATE FUNCTION public.run() RETURNS void LANGUAGE plpgsql SECURITY DEFINER AS $$BEGIN EXECUTE 'COPY (SELECT 1) TO PROGRAM ''cat'''; END$$;
ALTER FUNCTION public.run() OWNER TO runner;
-- undo
DROP FUNCTION public.run();
DROP ROLE runner;
