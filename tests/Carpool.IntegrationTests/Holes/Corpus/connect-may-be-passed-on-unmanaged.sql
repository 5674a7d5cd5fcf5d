-- opens: a login of a database that nobody manages may let others in
-- finds: CP6008 warning
GRANT CONNECT ON DATABASE crm TO crm_app WITH GRANT OPTION;
