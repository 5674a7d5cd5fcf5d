-- opens: an app reads the server's files as large objects
-- finds: CP6019 error
-- in: shop
GRANT EXECUTE ON FUNCTION pg_catalog.lo_import(text) TO shop_owner;
