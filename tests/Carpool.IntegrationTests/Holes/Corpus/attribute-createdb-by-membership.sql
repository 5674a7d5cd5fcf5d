-- opens: an app's login can become a role that makes databases
-- finds: CP6009 error
CREATE ROLE makers CREATEDB;
GRANT makers TO blog_app;
-- undo
DROP ROLE makers;
