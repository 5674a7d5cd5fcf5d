-- opens: a login of a database that nobody manages is a member of the admin
-- finds: CP6006 error crm_app
GRANT :admin TO crm_app;
