-- opens: an app's readers see all rows of a table through its owner's view
-- finds: CP6027 warning
-- in: shop
SET ROLE shop_owner;
CREATE POLICY own ON public.sale USING (clerk = CURRENT_USER);
ALTER TABLE public.sale ENABLE ROW LEVEL SECURITY;
CREATE VIEW public.sales AS SELECT id, clerk FROM public.sale;
-- undo
DROP VIEW IF EXISTS public.sales;
DROP POLICY IF EXISTS own ON public.sale;
ALTER TABLE public.sale DISABLE ROW LEVEL SECURITY;
