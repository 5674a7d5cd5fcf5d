-- opens: a group that an app's login is in sees the WAL's files
-- finds: CP6019 error
-- in: shop
GRANT EXECUTE ON FUNCTION pg_catalog.pg_ls_waldir() TO shop_read;
