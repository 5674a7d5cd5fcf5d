-- opens: another app's login may write one column, should it ever get in
-- finds: CP6035 warning
-- in: shop
SET ROLE shop_owner;
GRANT UPDATE (note) ON public.item TO crm_app;
