-- opens: a login may let others into its own database
-- finds: CP6008 warning
GRANT CONNECT ON DATABASE blog TO blog_app WITH GRANT OPTION;
