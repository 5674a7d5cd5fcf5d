-- opens: an app's login takes its statements out of the server's log
-- from: 15
-- finds: CP6021 warning
GRANT SET ON PARAMETER log_statement TO blog_app;
