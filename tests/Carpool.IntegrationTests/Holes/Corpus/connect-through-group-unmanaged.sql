-- opens: a group that enters a database that nobody manages has an app's login in it
-- finds: CP6006 error shop_report
CREATE ROLE readers;
GRANT CONNECT ON DATABASE crm TO readers;
GRANT readers TO shop_report;
-- undo
DROP OWNED BY readers;
DROP ROLE readers;
