-- opens: nothing: a login with a limit that the server can give
ALTER ROLE crm_app CONNECTION LIMIT 10;
-- undo
ALTER ROLE crm_app CONNECTION LIMIT -1;
