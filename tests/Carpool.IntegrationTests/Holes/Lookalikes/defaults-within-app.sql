-- opens: nothing: an app's writers get more of its next tables
-- in: shop
ALTER DEFAULT PRIVILEGES FOR ROLE shop_owner GRANT TRUNCATE ON TABLES TO shop_write;
-- undo
ALTER DEFAULT PRIVILEGES FOR ROLE shop_owner REVOKE TRUNCATE ON TABLES FROM shop_write;
