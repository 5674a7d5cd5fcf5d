-- opens: another app's login reads a large object
-- finds: CP6026 warning
-- in: shop
SET ROLE shop_owner;
SELECT lo_create(4712);
GRANT SELECT, UPDATE ON LARGE OBJECT 4712 TO todo_app;
-- undo
SELECT lo_unlink(4712);
