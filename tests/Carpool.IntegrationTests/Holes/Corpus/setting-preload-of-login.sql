-- opens: a login's sessions load a library
-- finds: CP6024 warning
ALTER ROLE crm_app SET local_preload_libraries = 'nothing';
-- undo
ALTER ROLE crm_app RESET local_preload_libraries;
