-- opens: a login may make itself a member of a group with CONNECT on another app's database
-- from: 16
-- finds: CP6007 error
CREATE ROLE readers;
GRANT CONNECT ON DATABASE todo TO readers;
GRANT readers TO blog_jobs WITH ADMIN TRUE, INHERIT FALSE, SET FALSE;
-- undo
DROP OWNED BY readers;
DROP ROLE readers;
