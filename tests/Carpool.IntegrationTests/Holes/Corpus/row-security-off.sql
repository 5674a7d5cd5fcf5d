-- opens: a table has policies, and nobody switched them on
-- finds: CP6027 warning
-- in: shop
SET ROLE shop_owner;
CREATE POLICY own ON public.sale USING (clerk = CURRENT_USER);
-- undo
DROP POLICY IF EXISTS own ON public.sale;
ALTER TABLE public.sale DISABLE ROW LEVEL SECURITY;
