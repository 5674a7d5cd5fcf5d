-- opens: a login that was in a group still sits in the database that the group may enter
-- finds: CP6028 error
CREATE ROLE readers;
GRANT CONNECT ON DATABASE shop TO readers;
GRANT readers TO crm_app;
-- session: crm_app shop
REVOKE readers FROM crm_app;
-- undo
DROP OWNED BY readers;
DROP ROLE readers;
