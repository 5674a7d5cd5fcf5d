-- opens: an app's login still sits in another app's database
-- finds: CP6028 error
GRANT CONNECT ON DATABASE todo TO blog_app;
-- session: blog_app todo
REVOKE CONNECT ON DATABASE todo FROM blog_app;
