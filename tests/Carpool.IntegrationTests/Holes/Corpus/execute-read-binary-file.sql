-- opens: an app reads files of the server, byte by byte
-- finds: CP6019 error
-- in: shop
GRANT EXECUTE ON FUNCTION pg_catalog.pg_read_binary_file(text, bigint, bigint) TO shop_owner;
