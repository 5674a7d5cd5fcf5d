-- opens: a login has CONNECT on another app's database
-- finds: CP6007 error
GRANT CONNECT ON DATABASE todo TO blog_app;
