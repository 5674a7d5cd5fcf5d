-- opens: a schema in one app's database belongs to another app's login
-- finds: CP6035 warning
-- in: shop
CREATE SCHEMA annex AUTHORIZATION blog_app;
-- undo
DROP SCHEMA annex;
