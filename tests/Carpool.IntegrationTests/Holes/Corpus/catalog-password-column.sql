-- opens: a login reads the one column that holds verifiers
-- finds: CP6020 error
-- in: shop
GRANT SELECT (rolname, rolpassword) ON pg_catalog.pg_authid TO shop_report;
