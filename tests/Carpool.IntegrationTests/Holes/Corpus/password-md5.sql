-- opens: a login's password is kept as md5
-- finds: CP6029 warning
-- plain: unknown pg_authid
-- closes: hand
SET password_encryption = 'md5';
ALTER ROLE crm_app PASSWORD 'hole-password';
-- undo
SET password_encryption = 'scram-sha-256';
ALTER ROLE crm_app PASSWORD 'hole-password';
