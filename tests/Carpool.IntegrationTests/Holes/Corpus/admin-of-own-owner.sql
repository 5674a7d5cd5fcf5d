-- opens: a login may hand out its app's owner
-- finds: CP6033 warning
GRANT blog_owner TO blog_app WITH ADMIN OPTION;
