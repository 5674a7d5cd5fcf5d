-- opens: a group with CONNECT on another app's database has a login in it
-- finds: CP6007 error
CREATE ROLE readers;
GRANT CONNECT ON DATABASE todo TO readers;
GRANT readers TO blog_jobs;
-- undo
DROP OWNED BY readers;
DROP ROLE readers;
