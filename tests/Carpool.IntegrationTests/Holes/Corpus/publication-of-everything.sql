-- opens: all tables of an app are published, and another tenant's login enters and replicates
-- finds: CP6018 warning
-- finds: CP6010 error
-- finds: CP6007 error
-- in: blog
CREATE PUBLICATION everything FOR ALL TABLES;
ALTER ROLE crm_app REPLICATION;
GRANT CONNECT ON DATABASE blog TO crm_app;
-- undo
DROP PUBLICATION IF EXISTS everything;
