-- opens: a database of its login bends what names mean for everybody who enters it
-- finds: CP6024 error
ALTER DATABASE crm OWNER TO crm_app;
ALTER DATABASE crm SET search_path = evil, pg_catalog;
-- undo
ALTER DATABASE crm RESET search_path;
ALTER DATABASE crm OWNER TO :admin;
GRANT CONNECT ON DATABASE crm TO crm_app;
