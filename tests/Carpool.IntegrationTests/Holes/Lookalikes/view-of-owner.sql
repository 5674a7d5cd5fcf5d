-- opens: nothing: a view of the app's own over a table without row security
-- in: shop
SET ROLE shop_owner;
CREATE VIEW public.items AS SELECT id FROM public.item;
-- undo
DROP VIEW public.items;
