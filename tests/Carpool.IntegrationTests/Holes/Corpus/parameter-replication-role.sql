-- opens: a login switches triggers and foreign keys off
-- from: 15
-- finds: CP6021 error
GRANT SET ON PARAMETER session_replication_role TO shop_writer;
