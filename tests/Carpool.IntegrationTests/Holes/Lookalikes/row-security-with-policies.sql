-- opens: nothing: policies that are in force, even for the owner
-- in: shop
SET ROLE shop_owner;
CREATE POLICY own ON public.sale USING (clerk = CURRENT_USER);
ALTER TABLE public.sale ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.sale FORCE ROW LEVEL SECURITY;
-- undo
DROP POLICY own ON public.sale;
ALTER TABLE public.sale NO FORCE ROW LEVEL SECURITY;
ALTER TABLE public.sale DISABLE ROW LEVEL SECURITY;
