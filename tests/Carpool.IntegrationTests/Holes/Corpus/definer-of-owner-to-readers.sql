-- opens: an app's readers may call a function that runs as its owner
-- finds: CP6013 warning
-- in: shop
SET ROLE shop_owner;
CREATE FUNCTION public.restock() RETURNS void LANGUAGE sql SECURITY DEFINER AS 'UPDATE public.item SET note = NULL';
-- undo
DROP FUNCTION public.restock();
