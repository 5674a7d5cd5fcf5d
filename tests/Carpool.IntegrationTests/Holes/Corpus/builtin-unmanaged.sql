-- opens: a login of a database that nobody manages runs programs as the server
-- finds: CP6011 error
GRANT pg_execute_server_program TO crm_app;
