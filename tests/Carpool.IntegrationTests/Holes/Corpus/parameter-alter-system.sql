-- opens: an app's login changes the server's configuration
-- from: 15
-- finds: CP6021 error
GRANT ALTER SYSTEM ON PARAMETER shared_preload_libraries TO blog_app;
