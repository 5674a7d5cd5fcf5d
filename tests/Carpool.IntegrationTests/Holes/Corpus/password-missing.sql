-- opens: a login has no password, so only a line of trust lets it in
-- finds: CP6029 warning
-- plain: unknown pg_authid
-- closes: hand
ALTER ROLE crm_app PASSWORD NULL;
-- undo
ALTER ROLE crm_app LOGIN PASSWORD 'hole-password';
