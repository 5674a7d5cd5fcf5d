-- opens: a login can become another app's login, and has nothing of it before
-- from: 16
-- finds: CP6006 error blog_jobs
GRANT todo_app TO blog_jobs WITH INHERIT FALSE, SET TRUE;
