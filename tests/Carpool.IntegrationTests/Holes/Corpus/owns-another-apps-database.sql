-- opens: a group that an app's login is in was made the owner of another app's database
-- finds: CP6007 error blog_jobs
CREATE ROLE analytics;
ALTER DATABASE todo OWNER TO analytics;
GRANT analytics TO blog_jobs;
-- undo
ALTER DATABASE todo OWNER TO :admin;
DROP ROLE analytics;
