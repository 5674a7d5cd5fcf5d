-- opens: an app's login has CONNECT on a database that nobody manages
-- finds: CP6007 error
GRANT CONNECT ON DATABASE crm TO todo_app;
