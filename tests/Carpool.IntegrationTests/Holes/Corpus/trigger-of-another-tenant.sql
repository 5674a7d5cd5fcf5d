-- opens: whoever writes to an app's table runs another app's function
-- finds: CP6036 warning
-- in: shop
CREATE FUNCTION public.taint() RETURNS trigger LANGUAGE plpgsql AS $$BEGIN RETURN NEW; END$$;
CREATE TRIGGER taint BEFORE INSERT ON public.item FOR EACH ROW EXECUTE FUNCTION public.taint();
ALTER FUNCTION public.taint() OWNER TO todo_owner;
-- undo
DROP TRIGGER IF EXISTS taint ON public.item;
DROP FUNCTION IF EXISTS public.taint();
