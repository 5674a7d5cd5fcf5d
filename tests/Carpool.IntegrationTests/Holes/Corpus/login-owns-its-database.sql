-- opens: a login owns its database, and can open it to everybody
-- finds: CP6008 warning
ALTER DATABASE crm OWNER TO crm_app;
-- undo
ALTER DATABASE crm OWNER TO :admin;
GRANT CONNECT ON DATABASE crm TO crm_app;
