-- opens: nothing: a standby replicates, and is nobody's tenant
CREATE ROLE standby LOGIN REPLICATION PASSWORD 'hole-password';
-- undo
DROP ROLE standby;
