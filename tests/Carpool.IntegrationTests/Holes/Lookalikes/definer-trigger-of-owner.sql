-- opens: nothing: a trigger of the app's own, which its writers set off
-- in: shop
SET ROLE shop_owner;
CREATE FUNCTION public.stamp() RETURNS trigger LANGUAGE plpgsql AS $$BEGIN RETURN NEW; END$$;
CREATE TRIGGER stamp BEFORE INSERT ON public.item FOR EACH ROW EXECUTE FUNCTION public.stamp();
-- undo
DROP TRIGGER stamp ON public.item;
DROP FUNCTION public.stamp();
