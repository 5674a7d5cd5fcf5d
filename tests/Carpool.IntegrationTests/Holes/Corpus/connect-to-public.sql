-- opens: a database is open to every role
-- finds: CP6003 error todo
-- finds: CP6001 error
GRANT CONNECT ON DATABASE todo TO PUBLIC;
