-- opens: three memberships lead into another app's login
-- finds: CP6006 error shop_report
CREATE ROLE analytics;
CREATE ROLE reporting;
GRANT todo_app TO analytics;
GRANT analytics TO reporting;
GRANT reporting TO shop_report;
-- undo
DROP ROLE reporting;
DROP ROLE analytics;
