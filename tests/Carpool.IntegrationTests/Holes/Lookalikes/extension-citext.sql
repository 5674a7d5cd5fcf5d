-- opens: nothing: a trusted extension that the app installed, with operators and casts
-- needs: extension citext
-- in: shop
SET ROLE shop_owner;
CREATE EXTENSION citext;
-- undo
DROP EXTENSION citext;
