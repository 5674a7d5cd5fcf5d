-- opens: a login is a member of another app's login
-- finds: CP6006 error blog_app
GRANT todo_app TO blog_app;
