-- opens: an app's login writes the server's files
-- finds: CP6011 error
GRANT pg_write_server_files TO shop_writer;
