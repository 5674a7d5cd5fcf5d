-- opens: nothing: a function that runs as its owner, whom alone it serves
-- in: shop
SET ROLE shop_owner;
CREATE FUNCTION public.restock() RETURNS void LANGUAGE sql SECURITY DEFINER AS 'UPDATE public.item SET note = NULL';
REVOKE ALL ON FUNCTION public.restock() FROM PUBLIC, shop_read, shop_write;
-- undo
DROP FUNCTION public.restock();
