-- opens: an app's login can become a role that replicates
-- finds: CP6010 error
CREATE ROLE sync REPLICATION;
GRANT sync TO blog_app;
-- undo
DROP ROLE sync;
