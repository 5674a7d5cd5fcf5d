-- opens: a group in a group with CONNECT on another app's database
-- finds: CP6007 error
CREATE ROLE everybody;
CREATE ROLE readers;
GRANT CONNECT ON DATABASE todo TO everybody;
GRANT everybody TO readers;
GRANT readers TO shop_report;
-- undo
DROP ROLE readers;
DROP OWNED BY everybody;
DROP ROLE everybody;
