-- opens: a superuser's sessions skip triggers and foreign keys
-- finds: CP6024 error
ALTER ROLE postgres SET session_replication_role = replica;
-- undo
ALTER ROLE postgres RESET session_replication_role;
