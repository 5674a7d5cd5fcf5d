-- opens: an app's login was made the owner of its database
-- finds: CP6008 warning
ALTER DATABASE blog OWNER TO blog_app;
-- undo
ALTER DATABASE blog OWNER TO :admin;
GRANT CONNECT ON DATABASE blog TO blog_app;
