-- opens: anybody in a database reads where subscriptions connect to, and with which password
-- finds: CP6020 error
-- in: shop
GRANT SELECT (subconninfo) ON pg_catalog.pg_subscription TO PUBLIC;
