-- opens: everybody switches the checks on large objects off
-- from: 15
-- finds: CP6021 error
GRANT SET ON PARAMETER lo_compat_privileges TO PUBLIC;
