-- opens: an app's login is in an operators' group that reads the server's files
-- finds: CP6011 error
CREATE ROLE operators;
GRANT pg_read_server_files TO operators;
GRANT operators TO shop_app;
-- undo
DROP ROLE operators;
