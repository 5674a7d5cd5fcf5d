-- opens: a login is a member of another app's owner
-- finds: CP6006 error blog_app
GRANT todo_owner TO blog_app;
