-- opens: a login of a database that nobody manages has CONNECT on an app's
-- finds: CP6007 error
GRANT CONNECT ON DATABASE shop TO crm_app;
