-- opens: whoever logs in to a database runs an app's function, superusers as well
-- from: 17
-- finds: CP6025 error
-- in: shop
CREATE FUNCTION public.greet() RETURNS event_trigger LANGUAGE plpgsql AS $$BEGIN END$$;
ALTER FUNCTION public.greet() OWNER TO shop_owner;
CREATE EVENT TRIGGER greet ON login EXECUTE FUNCTION public.greet();
-- undo
DROP EVENT TRIGGER IF EXISTS greet;
DROP FUNCTION IF EXISTS public.greet();
