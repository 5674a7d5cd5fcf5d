-- opens: another app says what of an app's tables is published
-- finds: CP6018 warning
-- in: shop
CREATE PUBLICATION feed FOR TABLE public.item;
ALTER PUBLICATION feed OWNER TO todo_owner;
-- undo
DROP PUBLICATION IF EXISTS feed;
