-- opens: nobody checks who reads large objects of one database
-- finds: CP6024 warning
ALTER DATABASE blog SET lo_compat_privileges = on;
-- undo
ALTER DATABASE blog RESET lo_compat_privileges;
