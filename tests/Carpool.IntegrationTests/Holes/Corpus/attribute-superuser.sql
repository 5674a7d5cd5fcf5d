-- opens: an app's login is a superuser
-- finds: CP6009 error
ALTER ROLE blog_app SUPERUSER;
