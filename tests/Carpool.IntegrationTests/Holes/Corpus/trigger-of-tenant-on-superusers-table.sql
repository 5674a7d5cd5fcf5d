-- opens: a superuser who writes to his own table runs an app's function
-- finds: CP6036 warning
-- in: todo
CREATE TABLE public.ledger (id integer);
CREATE FUNCTION public.taint() RETURNS trigger LANGUAGE plpgsql AS $$BEGIN RETURN NEW; END$$;
CREATE TRIGGER taint BEFORE INSERT ON public.ledger FOR EACH ROW EXECUTE FUNCTION public.taint();
ALTER FUNCTION public.taint() OWNER TO todo_owner;
-- undo
DROP TABLE public.ledger;
DROP FUNCTION public.taint();
