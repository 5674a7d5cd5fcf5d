-- opens: a login reads samples of tables that it may not read
-- finds: CP6020 error
-- in: shop
GRANT SELECT ON pg_catalog.pg_statistic TO shop_report;
