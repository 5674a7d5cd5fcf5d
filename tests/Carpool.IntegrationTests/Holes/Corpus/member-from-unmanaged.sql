-- opens: a login of a database that nobody manages is a member of an app's owner
-- finds: CP6006 error
GRANT blog_owner TO crm_app;
