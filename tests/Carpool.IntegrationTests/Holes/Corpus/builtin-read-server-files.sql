-- opens: an app's login reads the server's files, all databases' among them
-- finds: CP6011 error
GRANT pg_read_server_files TO todo_app;
