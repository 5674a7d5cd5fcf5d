-- opens: a login of a database that nobody manages may make and change roles
-- finds: CP6009 error
ALTER ROLE crm_app CREATEROLE;
