-- opens: a login is in a group that is in another app's owner
-- finds: CP6006 error blog_jobs
CREATE ROLE analytics;
GRANT todo_owner TO analytics;
GRANT analytics TO blog_jobs;
-- undo
DROP ROLE analytics;
