-- opens: the next table of an app belongs half to another
-- finds: CP6023 warning
-- in: shop
ALTER DEFAULT PRIVILEGES FOR ROLE shop_owner GRANT SELECT, INSERT ON TABLES TO todo_app;
