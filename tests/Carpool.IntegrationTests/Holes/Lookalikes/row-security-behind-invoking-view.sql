-- opens: nothing: a view that reads as whoever asks
-- from: 15
-- in: shop
SET ROLE shop_owner;
CREATE POLICY own ON public.sale USING (clerk = CURRENT_USER);
ALTER TABLE public.sale ENABLE ROW LEVEL SECURITY;
CREATE VIEW public.sales WITH (security_invoker) AS SELECT id, clerk FROM public.sale;
-- undo
DROP VIEW public.sales;
DROP POLICY own ON public.sale;
ALTER TABLE public.sale DISABLE ROW LEVEL SECURITY;
