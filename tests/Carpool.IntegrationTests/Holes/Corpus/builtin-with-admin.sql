-- opens: an app's login may hand out a built-in role
-- finds: CP6011 error
GRANT pg_monitor TO blog_app WITH ADMIN OPTION;
