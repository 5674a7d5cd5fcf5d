-- opens: an app's login is a member of the role that owns another database
-- finds: CP6006 error blog_app
CREATE ROLE archive;
CREATE DATABASE archive OWNER archive;
REVOKE ALL ON DATABASE archive FROM PUBLIC;
GRANT archive TO blog_app;
-- undo
DROP DATABASE archive;
DROP ROLE archive;
