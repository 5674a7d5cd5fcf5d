-- opens: a group that an app's login is in changes the server's configuration
-- from: 15
-- finds: CP6021 error
CREATE ROLE tuners;
GRANT ALTER SYSTEM ON PARAMETER archive_command TO tuners;
GRANT tuners TO shop_report;
-- undo
DROP OWNED BY tuners;
DROP ROLE tuners;
