-- opens: a login's sessions skip triggers and foreign keys
-- finds: CP6024 warning
ALTER ROLE shop_writer SET session_replication_role = replica;
-- undo
ALTER ROLE shop_writer RESET session_replication_role;
