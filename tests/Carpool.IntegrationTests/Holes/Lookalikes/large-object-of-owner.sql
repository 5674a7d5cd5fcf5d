-- opens: nothing: an app's own large object, which its readers may read
-- in: shop
SET ROLE shop_owner;
SELECT lo_create(4713);
GRANT SELECT ON LARGE OBJECT 4713 TO shop_read;
-- undo
SELECT lo_unlink(4713);
