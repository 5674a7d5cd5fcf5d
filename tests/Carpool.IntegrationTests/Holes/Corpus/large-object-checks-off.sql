-- opens: nobody checks who reads large objects
-- finds: CP6026 warning
-- closes: hand
ALTER SYSTEM SET lo_compat_privileges = on;
SELECT pg_reload_conf();
SELECT pg_sleep(0.5);
-- undo
ALTER SYSTEM RESET lo_compat_privileges;
SELECT pg_reload_conf();
SELECT pg_sleep(0.5);
