-- opens: nothing: SELECT by name on a catalog that everybody reads
-- in: shop
GRANT SELECT ON pg_catalog.pg_class, pg_catalog.pg_roles TO shop_report;
-- undo
REVOKE SELECT ON pg_catalog.pg_class, pg_catalog.pg_roles FROM shop_report;
