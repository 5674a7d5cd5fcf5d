-- opens: an app's login makes the whole server write its pages
-- from: 15
-- finds: CP6011 warning
GRANT pg_checkpoint TO blog_app;
