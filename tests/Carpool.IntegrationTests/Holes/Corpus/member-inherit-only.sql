-- opens: a login has what another app's owner has, and cannot become it
-- from: 16
-- finds: CP6006 error blog_jobs
GRANT todo_owner TO blog_jobs WITH INHERIT TRUE, SET FALSE;
