-- opens: an app's login runs programs as the server
-- finds: CP6011 error
GRANT pg_execute_server_program TO blog_app;
