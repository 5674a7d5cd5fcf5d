-- opens: an app's login can become a platform's role that makes roles and databases
-- finds: CP6009 error
CREATE ROLE platform_admin CREATEROLE CREATEDB;
GRANT platform_admin TO todo_app;
-- undo
DROP ROLE platform_admin;
